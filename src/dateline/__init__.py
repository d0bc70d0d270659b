"""Dateline reads the news and keeps the record: who did what to whom, where and when."""
