"""Deeds on arrangements: what a household can pay, what is agreed, what changes, and whether it is kept."""
