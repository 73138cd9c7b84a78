"""The mail as it arrives: bytes → parts, bodies, and who wrote which lines."""
