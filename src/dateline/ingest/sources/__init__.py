"""anything a user can point at -> Page."""
