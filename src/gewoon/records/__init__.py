"""Remembers: the models and the queries, one Django app."""
