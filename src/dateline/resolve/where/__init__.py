"""Place names -> places on the map; the place of each event."""
