"""Attached files → Documents, one reader a file type."""
