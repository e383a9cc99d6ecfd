"""Deeds on the books: statements, rent runs, suspense, corrections."""
