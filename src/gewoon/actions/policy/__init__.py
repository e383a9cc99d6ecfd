"""Deeds of the policy: what is decided, and the steps that come of it."""
