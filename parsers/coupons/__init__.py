"""Rows with labels, boxes and options → drafts of attendees."""
