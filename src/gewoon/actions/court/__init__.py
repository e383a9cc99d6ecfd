"""Deeds at the gates, and at bailiff and court."""
