"""Usual French and English first names: which of two words is the last name, where nothing else in a mail tells it.

Only a name that is hardly ever a last name counts for it; "Martin Bernard" tells nothing.
"""

from parsers.coupons import fields
from parsers.folding import listed, words

_USUAL = listed(
    """abigail adele adeline agathe agnes aicha aimee alastair alexandra alice aline amanda amandine amelie anais
    andree angela angelique anita anne annick annie antoinette antonin arlette astrid audrey aurelie aurelien
    aurore axelle barbara beatrice benedicte berenice bernadette beth bethany blandine brenda brian brigitte
    bronwen callum capucine carine carole caroline catherine catriona cecile cedric celia celine chantal
    charlene charlotte chloe christelle christian christiane christine christophe claire clara claudie claudine
    clemence clementine clothilde clotilde colette coralie corentin corinne cyril cyrille damien daniele
    danielle daphne darren debbie deborah deirdre delphine denise derek diana diane dominique doreen dorothee
    edith edouard edwige eileen elaine elea eleanor eleonore eliane elisa elisabeth elise elizabeth elodie
    eloise elsa emeline emeric emilie emilien emily emma emmanuel emmanuelle enzo eric erika erwan estelle
    esther eugenie eva evelyne ewan fabien fabienne fabrice fanny farid fatiha fatima fatou faustine felicie
    fernande fiona flavie flore florence francine francoise frederic frederique gaelle gaetan gareth gavin
    genevieve georgette geraldine ghislaine gillian ginette gisele glenda glynis guenole gwen gwenael gwenaelle
    hadrien hannah harriet hazel heather helen helene hilary hortense huguette ibrahima imogen ines ingrid irene
    isabelle isaline isobel jacqueline jamila janet janine jasmine jeanne jeannine jennifer jeremie jeremy
    jessica jill joan joanna joanne joelle johann johanna jonathan josette josiane judith julia julie juliette
    justine karen karim karine kate katherine kathleen katia kevin khadija kirsty laetitia laura laure laurence
    laurie lea leila lena leonie leontine lesley liliane linda lionel lisa loic lola lorna lorraine louise
    lucette lucie lucienne lucile lydia lydie lynne madeleine mael maelle maeva magali malika manon marcelle
    margaret margaux margot marianne marie marielle marjorie marlene marthe martine maryse maryvonne mathias
    mathilde maud maureen maxime megan melanie melina melissa michele michelle mireille moira monique morgane
    muriel mylene myriam nadege nadia nadine natacha nathalie nelly niamh nicola nicole nigel noelle noemie
    nolwenn oceane odette odile olivia olwen ophelie pamela pascale patrice patricia patrick paule paulette
    pauline penelope perrine philippa pierrette pierrick priscilla priya rachel rachid raphaelle raymonde
    rebecca regine rejane remi renee rhiannon rodolphe romane rosalie roselyne rosemary ruth sabine sabrina
    sally salome samira sandra sandrine sarah sebastien segolene serge severine sheila shirley simone siobhan
    solange solene solenn sonia sophie soraya stephane stephanie susan suzanne suzette sylvaine sylvette
    sylviane sylvie tamsin tatiana thea theo theophile therese timothee timothy tiphaine tracey trevor ursula
    valentine valerie vanessa vera veronica veronique violaine violette virginie viviane vivienne wendy wilfried
    winifred xavier yann yannick yasmina yohan yolande youssef yves yvette yvon yvonne zoe"""
)


def told_by_names(text: str) -> fields.Name | None:
    """Give a name of two words with its order, where just one of them is a usual first name; None elsewhere."""
    title, bare = fields.without_civility(fields.cleaned(text))
    parts = bare.split()
    if len(parts) != 2:
        return None
    known = [all(word in _USUAL for word in words(part)) and bool(words(part)) for part in parts]
    if known[0] == known[1]:
        return None
    first, last = (parts[0], parts[1]) if known[0] else (parts[1], parts[0])
    return fields.Name(fields.badge(first), fields.badge(last), title)
