"""Pictures of pages → Pages: put flat and upright, read by two engines and by a head for handwriting."""
