"""Runs unattended: the command line."""
