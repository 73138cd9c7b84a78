"""What tells print from handwriting."""
