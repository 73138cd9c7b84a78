"""inboxd: turns a registration mailbox into a correct list of registrations."""

__version__ = "0.1.0"
