"""events -> people."""
