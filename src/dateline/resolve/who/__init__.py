"""mentions -> actors with roles and codes."""
