"""Bailiff and court: who decides, what a judgment allows, and what going further would cost."""
