"""The pages of the collection officer."""
