"""What comes inside something else: winmail.dat, .msg, zip, uuencode, S/MIME, PGP."""
