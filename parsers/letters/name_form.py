"""What a name looks like in running text."""

from parsers.folding import listed, words

CAPITAL = r"(?:(?![CJQ]['’])[A-ZÀ-ÖØ-Þ][\w’']*(?:-[\w’']+)*)"
_PARTICLE = r"(?:d[eu]|des|da|di|la|le|van|von|den|der|el|al|ben|d['’](?=[A-ZÀ-Þ]))"
NAME = rf"{CAPITAL}(?:\s+(?:{_PARTICLE}\s*)*{CAPITAL}){{1,3}}"
NO_PIECE = listed(  # with which nothing begins that stands beside a name
    """qui que qu je j il elle nous vous on who i he she we a au aux le la les pour et ou ni mais en dans sur avec sans
    par ne n y se si car merci atelier ateliers workshop workshops for to at and or but with deja inscrit inscrite
    prevu prevue
    registered pas non oui moi lui ainsi actuellement absent absente malade souffrant souffrante empeche empechee retenu
    retenue both ce c cet cette son sa ses mon ma mes est invite invitee no not please"""
)
NOT_NAMES = listed(
    """je j nous vous il elle on merci bonjour bonsoir madame monsieur mesdames messieurs cher chere chers bien
    cordialement votre vos notre nos mon ma mes son sa ses le la les un une des ce cette ces tous toutes tout inscrivez
    inscrivons notez mettez veuillez atelier ateliers dear hello good morning afternoon evening hi the my our your we i
    please thank thanks workshop workshops oui non ok pour sur dans avec president presidente directeur directrice
    maire mairie ville suite en par ici voici encore forum congress sir madam enfin hier demain aujourd comme si
    pas et mais ou donc car ni faites lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai
    juin juillet aout septembre octobre novembre decembre january february march april may june july august september
    october november december mr mrs ms mme mlle m dr best kind regards yours amities bises respectueuses
    salutations sentiments coucou salut est"""
)
PARTICLES = listed("le la les de du des d l")


def is_no_name(text: str) -> bool:
    """Say whether a stretch in capitals holds a word that no name is made of; particles are."""
    return bool((set(words(text)) - PARTICLES) & NOT_NAMES)
