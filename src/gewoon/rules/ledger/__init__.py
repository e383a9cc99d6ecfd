"""The account of a tenancy: what was charged, what was paid, and what is settled with what."""
