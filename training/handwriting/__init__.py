"""The reader of handwriting: its data, its fitting and its judging."""
