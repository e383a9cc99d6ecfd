"""Contact: letters and how they read."""
