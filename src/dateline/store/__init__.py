"""Coded -> archive: stories (one real event, many reports), archive (one DuckDB file), decisions (what people corrected)."""
