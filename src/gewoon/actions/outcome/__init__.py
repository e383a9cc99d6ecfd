"""Figures: what they are made of, the protocol before them, and what is released of them."""
