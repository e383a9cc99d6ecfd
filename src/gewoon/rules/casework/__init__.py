"""What a case consists of, and what follows from it for others."""
