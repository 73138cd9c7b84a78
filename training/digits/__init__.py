"""The small reader of single digits: what it is fitted on and how."""
