"""bytes -> Article."""
