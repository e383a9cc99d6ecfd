"""The pages of the trainer."""
