"""How far behind a tenancy is, since when, and how that came about."""
