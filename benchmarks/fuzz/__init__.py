"""Hostile bytes into everything that reads: no crash, no hang, no memory without end, and a reason for each input that gives nothing."""
