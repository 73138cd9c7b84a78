"""The workshops of a letter in their order of preference: by the ranks that are written, else as they are named."""

from parsers.letters.signs import Sign
from parsers.reasons import Reason


class Order:
    """The ranks of a letter as it goes on. `doubts` are the letter's; a rank that nothing holds adds one."""

    def __init__(self, doubts: list[Reason]) -> None:
        self.doubts = doubts
        self.place = 0  # of the last one without a rank
        self.held: set[int] = set()  # the ranks that those have whom the clause is about

    def ranked(self, signs: list[Sign], plain: list[tuple[int, str]]) -> list[tuple[str, int]]:
        """Give the workshops of a clause with their ranks; `plain`: where each stands, and its id."""
        marks = [(n, s.value) for n, s in enumerate(signs) if s.word == "@r"]
        ranks = [int(value) for _, value in marks if value.isdecimal()]
        ahead = bool(marks and plain) and plain[0][0] < marks[0][0]  # "X et, en second lieu, Y"
        ahead = ahead and len(plain) > 1 and min(ranks, default=0) == 2
        if ranks and plain and min(ranks) > 1 and not self.held and not ahead:
            self._doubt()  # "en second choix", and no first
        out: list[tuple[str, int]] = []
        order = sorted([*[(n, "w", v) for n, v in plain], *[(n, "r", v) for n, v in marks]])
        behind = (
            bool(order)
            and order[0][1] == "w"
            and any(kind == "r" and v.isdecimal() for _, kind, v in order)
            and order[-1][1] == "r"
        )
        held: str | None = None
        for _, kind, value in order:
            if kind == "w":
                out.append((value, int(held) if held and held.isdecimal() and not behind else 0))
                held = None
            elif behind and out and value.isdecimal():
                out[-1] = (out[-1][0], int(value))
            elif not behind:
                held = value
        if held and held.isdecimal() and out and not behind and len(marks) > len(out):
            self._doubt()
        return self._filled(out)

    def _filled(self, ranked: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Give the workshops without a rank the next free ones, in their order."""
        taken = self.held | {rank for _, rank in ranked if rank}
        out = []
        for workshop, rank in ranked:
            while not rank and (self.place + 1 in taken):
                self.place += 1
            self.place += not rank
            out.append((workshop, rank or self.place))
        return out

    def _doubt(self) -> None:
        if Reason.UNDECIDED not in self.doubts:
            self.doubts.append(Reason.UNDECIDED)
