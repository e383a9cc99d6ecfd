"""Shows: the pages, one room per kind of person."""
