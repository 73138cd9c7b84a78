"""How long to wait before the next attempt: twice as long each time, never in step with others, never for ever."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

FIRST = 1.0  # seconds
CAP = 60.0  # nobody shall wait much longer than the server was away
FIRST_AFTER_REFUSAL = 60.0  # a wrong password, often repeated, gets an address locked out
CAP_AFTER_REFUSAL = 900.0


@dataclass(slots=True)
class Backoff:
    """Counts failures in a row and gives the seconds to wait after each."""

    chance: Callable[[], float] = field(default=random.random)
    failures: int = 0

    def failed(self, *, permanent: bool = False) -> float:
        """Note a failure; give the seconds until the next attempt, between half and the whole of the step."""
        first, cap = (FIRST_AFTER_REFUSAL, CAP_AFTER_REFUSAL) if permanent else (FIRST, CAP)
        step: float = min(cap, first * 2 ** min(self.failures, 20))
        self.failures += 1
        return step * (0.5 + self.chance() / 2)

    def worked(self) -> None:
        """Note that it worked: the next failure is the first again."""
        self.failures = 0
