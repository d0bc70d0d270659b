"""triggers and roles -> PLOVER events."""
