"""The errors that an edge can meet. A coupon filled in badly is none of them: it is a reason on the decision."""


class InboxdError(Exception):
    """Anything that inboxd expects to go wrong; its text is for the operator."""


class ConfigError(InboxdError):
    """The configuration has faults; all of them at once, a line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class MailboxError(InboxdError):
    """The mailbox did not do what was asked; `permanent`: trying again will not help before somebody acts."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class DeliveryError(InboxdError):
    """The mail server did not take a mail; `permanent`: it never will."""

    def __init__(self, answer: str, *, permanent: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.permanent = permanent
