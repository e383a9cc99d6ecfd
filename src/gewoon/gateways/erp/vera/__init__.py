"""VERA, the data standard of Dutch housing: dwellings, relations, agreements, debtors and posts."""
