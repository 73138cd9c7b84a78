"""The migrations, applied by ``Store.upgrade``."""
