"""Honest figures: counts, courses in time, effects by design, and what may be published of them."""
