"""Coded -> JSON, CSV, Parquet, PLOVER."""
