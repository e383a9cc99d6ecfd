"""Keeps tenants of housing associations in their homes."""
