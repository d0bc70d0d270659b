"""Reading -> Events: when, where, who, then events."""
