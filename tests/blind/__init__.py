"""Replies by people who had seen neither the program nor its other samples; each set was first read once, unseen."""
