"""Where the name of a body runs in a sentence, and the body that a sentence states for everybody in it."""

import re

from parsers.folding import fold, listed
from parsers.letters.name_form import CAPITAL, NO_PIECE, NOT_NAMES, PARTICLES
from parsers.letters.parting import is_verb
from parsers.letters.people import without_article
from parsers.letters.phrase_kinds import Phrase, is_surely
from parsers.letters.wording import has_body_word, is_organisation

_SURE = 0.6  # the least chance at which a phrase is a body's name by the model alone
_BODY_LINKS = listed("de du des d la le les l a au aux en sur et of the for and s sous pour")
_LEADS_ON = listed("aux au for pour")  # behind a whole name
_FOR_ALL = re.compile(
    r"(?:\b(?:deux|trois|quatre|cinq|two|three|four|five|[2-9]|personnes?|agente?s?|coll[èe]gues?|membres?|people|us"
    r"|colleagues|candidate?s?|repr[ée]sentante?s?|r[ée]sidente?s?|salari[ée]e?s|associ[ée]e?s|d[ée]l[ée]gu[ée]e?s"
    r"|participante?s?|[ée]lue?s|delegates|representatives|members|serons (?:deux|trois|\d))\s"
    r"(?:de|du|des|d['’]|from|of)\s*"
    r"|\b(?:[Tt]ou(?:s|tes) (?:les )?deux|both)\s(?:de|du|des|d['’]|à|au|from|of|at)\s*"
    r"|(?<![^\s,;:(])(?:[Pp]our|[Aa]u nom d[eu]|[Dd]e la part d[eu]|[Ff]or|[Oo]n behalf of"
    r"|repr[ée]sent(?:era|eront|er|ing|s|e)?)\s+)"
    r"(?:notre |l['’]\s?|la |le |les |the |our )?"
)
_REPORTED = re.compile(r"\b(?:que |qu['’]|that )(?:la |le |l['’]\s?|les |the )?")
_BEHIND_COMMA = re.compile(r",\s+(?:la |le |l['’]\s?|les |the |notre )")
_SENDS = re.compile(
    r"\s+(?:vous (?:remercie|prie|informe|fait savoir|confirme)\b"
    r"|(?:vous (?:remercie \w+|annonce) )?(?:inscri(?:t|ra|vent|vez)|env(?:oie|oient|erra|erront)"
    r"|d[ée]l[èe]gu(?:e|era)|mandate"
    r"|d[ée]signe|souhaite inscrire|(?:sera|est) repr[ée]sent\w+|[ée]tait|propose|annonce)"
    r"|viendra|participera|sera pr[ée]sente?"
    r"|(?:will|would like to) (?:send|be represented|enrol|register)|is (?:sending|represented)|sends|nominates"
    r"|delegates)\b"
)
_AT_DATE = re.compile(rf"{CAPITAL}(?:[ -]{CAPITAL})* (?:le|les|du|on) \d")


def body_from(text: str, at: int, *, open_name: bool = False) -> tuple[int, int] | None:
    """Give where the name of a body runs that begins at a place ("mairie de Gevrey"), or None where none begins.

    `open_name`: the context tells that a body stands there; its first word may then be any name in capitals.
    """
    tokens = list(re.finditer(r"[^\W_]+", text[at:]))
    if not tokens or text[at : at + tokens[0].start()].strip(" «\"'"):
        return None
    first = tokens[0][0]
    if not (has_body_word(first) or (open_name and first[:1].isupper() and fold(first) not in NOT_NAMES)):
        return None
    end, capital, plain, link = at + tokens[0].end(), first[:1].isupper(), 0, ""
    last = tokens[0].end()
    for token in tokens[1:]:
        gap = text[at + last : at + token.start()]
        word = fold(token[0])
        if not re.fullmatch(r"\s*['’-]?\s*&?\s*", gap) or _SENDS.match(text[at + last :]):
            break
        if link == "a" and _AT_DATE.match(text, at + token.start()):
            break  # "la Mairie de Ligny | à Mende le 4 février"
        last = token.end()
        if token[0][:1].isupper() or (token[0].isdigit() and len(token[0]) < 3 and capital):
            if word in NOT_NAMES and word not in _BODY_LINKS and word not in ("ville", "mairie"):
                break
            end, capital, plain, link = at + token.end(), True, 0, ""
        elif word in _LEADS_ON and len(re.findall(r"(?<!\w)[A-ZÀ-Þ]", text[at:end])) > 1:
            break  # "the Mairie de Ligny | aux Rencontres", "Carers United | for the Study Days"
        elif word in _BODY_LINKS:
            link = word if word in ("de", "du", "des", "d") or not (link and word in PARTICLES) else link
            continue
        elif (
            link not in ("a", "au", "aux")
            and plain < 3
            and not is_verb(word)
            and word not in NO_PIECE
            and len(word) > 2
        ):
            plain += 1
            joined = (
                link or (has_body_word(first) and plain == 1) or (plain == 2 and text[end - 1 : end] == word[-1] == "s")
            )
            end = at + token.end() if not capital or joined else end  # "Foyer des jeunes travailleurs"
            link = ""
        else:
            break
    return (at + tokens[0].start(), end) if capital or end > at + tokens[0].end() else None


_OF_PEOPLE = re.compile(
    r"\b[^\W\d_]{4,}s (?:du|de la|des|de l['’]|of the|from the|of|from)\s*$"
)  # "trois résidents du Foyer …"


def _is_sender(text: str) -> bool:
    """Say whether the subject of "inscrit" or "is sending" is a body."""
    acronym = re.match(r"[A-Z]{3,}\b", text)
    return is_organisation(text) or bool(acronym) or is_surely(text, Phrase.ORGANISATION, 0.6)


def _sure_name(text: str, at: int) -> tuple[int, int] | None:
    """Give where a name runs that only the model of phrases takes for a body's ("pour le Foyer rural de X")."""
    span = body_from(text, at, open_name=True)
    return span if span and is_surely(text[span[0] : span[1]], Phrase.ORGANISATION, _SURE) else None


def body_for_all(text: str) -> str | None:
    """Give the body that a sentence states for everybody in it ("La Mairie de X inscrit …", "deux personnes de Y")."""
    head = re.match(
        r"\s*(?:(?:[Bb]onjour|[Mm]adame|[Mm]onsieur|Messieurs|Dear [^,]+)[^,]{0,24},\s*)?(?:[Ll]a |[Ll]e "
        r"|[Ll]['’]\s?|[Ll]es |[Tt]he |[Nn]otre )?",
        text,
    )
    start = head.end() if head else 0
    for begin in (start, *(m.end() for m in (*_REPORTED.finditer(text), *_BEHIND_COMMA.finditer(text)))):
        span = body_from(text, begin, open_name=True)
        if span and _SENDS.match(text[span[1] :]) and _is_sender(text[span[0] : span[1]]):
            return without_article(text[span[0] : span[1]])
    for m in _FOR_ALL.finditer(text):
        open_name = bool(_OF_PEOPLE.search(m[0])) or bool(
            re.search(r"from|nom d|part d|behalf|both|repr.sent(?:er|ing|s)?", m[0])
        )
        span = body_from(text, m.end(), open_name=open_name) or _sure_name(text, m.end())
        if span and re.search(r"[A-ZÀ-Þ]", text[span[0] : span[1]]):
            return without_article(text[span[0] : span[1]])
    return None
