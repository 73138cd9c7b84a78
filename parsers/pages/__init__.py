"""Pages with coordinates → Documents: lines, tables, boxes and what was drawn over them."""
