"""What the store raises. Each message is one clear sentence without personal data."""


class StoreError(Exception):
    """The store did not do what it was asked; nothing of the transaction was kept."""


class SchemaError(StoreError):
    """The database's tables are not those of this program."""


class StaleVersion(StoreError):
    """A person edited an older version: somebody else changed the row meanwhile."""


class WrongState(StoreError):
    """A row stands in a state from which it cannot move as asked."""


class NotFound(StoreError):
    """There is no such row."""


class UnknownWorkshop(StoreError):
    """A change names a workshop that the event does not have."""


class NameTaken(StoreError):
    """Another user has that name."""
