"""Words around an answer that choose nothing, and words that say that there is none."""

import re

from parsers.folding import fold, listed

ANSWERING = listed(
    """oui non yes no je j ne n pas participera participerai sera serai present presente viendra viendrai assistera
    assisterai i will not attend come a l au la le les y et d de the to bien sur volontiers avec plaisir with
    pleasure of course merci thanks thank you please beaucoup certainement absolument evidemment tout fait bien
    entendu malheureusement helas desole desolee unfortunately sorry afraid x nous serons participerons we pourrai
    pourra o n y svp stp ok"""
)
NOTHING = frozenset({"neant", "sans objet", "n a", "na", "so", "xxx", "xx", "x", "none", "nil", "ras", "non concerne"})
# Words around what is chosen, which choose nothing: "Just the one: …", "A évidemment !".
_FILLERS = listed(
    """evidemment volontiers plaisir grand certainement absolument bien sur entendu merci thanks please svp just only
    seulement uniquement simplement je j choisis prends retiens choose mon my pour moi for me would like
    obviously naturally clearly definitely certainly
    i ll d avec with ce sera c est nous prendrons prendrai viendrai participerai suivrai assisterai opte inscris
    inscrivez donc alors take ll be it s we will"""
)


def without_fillers(value: str) -> str:
    """Give what is chosen without the words around it; letters stay, they may be a workshop's."""
    kept = re.sub(r"\w{2,}", lambda m: "" if fold(m[0]) in _FILLERS else m[0], value)
    return kept.strip(" \t,;:!.") if fold(kept) else value
