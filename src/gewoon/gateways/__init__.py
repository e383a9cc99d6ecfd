"""Speaks with the outside: bank files, other systems, print and post; knows no Django."""
