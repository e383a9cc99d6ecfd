"""What the training computes: dates, seats, the draw, its one status, and answers nobody can be found in."""
