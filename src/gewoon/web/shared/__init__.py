"""What the rooms of the web floor share: settings, addresses, tags."""
