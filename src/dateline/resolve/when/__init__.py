"""time expressions -> dates with their precision."""
