"""`python -m inboxd` is the command `inboxd`."""

from inboxd.cli import main

if __name__ == "__main__":
    main()
