"""Sentences → drafts of attendees, and what of a letter a person should read."""
