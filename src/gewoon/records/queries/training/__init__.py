"""What may be read of the training: each list asks the matrix whose group, which name and which reason."""
