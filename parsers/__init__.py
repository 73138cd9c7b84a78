"""The reading: bytes in, Reading out. `read` is the only door."""
