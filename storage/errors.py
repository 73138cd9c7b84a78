"""What the store raises. Each message is one clear sentence without personal data."""


class StoreError(Exception):
    """The store did not do what it was asked; nothing of the transaction was kept."""


class SchemaError(StoreError):
    """The database's tables are not those of this program."""


class Refused(StoreError):
    """The database is well, but this change cannot be made: trying it again would end the same way."""


class StaleVersion(Refused):
    """A person edited an older version: somebody else changed the row meanwhile."""


class WrongState(Refused):
    """A row stands in a state from which it cannot move as asked."""


class NotFound(Refused):
    """There is no such row."""


class UnknownWorkshop(Refused):
    """A change names a workshop that the event does not have."""


class NameTaken(Refused):
    """Another user has that name."""
