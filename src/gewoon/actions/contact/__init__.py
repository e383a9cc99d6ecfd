"""Deeds of contact: letters, calls and visits."""
