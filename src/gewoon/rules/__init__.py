"""Computes: values and columns in, values and columns out; no clock, file, network or database."""
