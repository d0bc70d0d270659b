"""place names -> places on the map."""
