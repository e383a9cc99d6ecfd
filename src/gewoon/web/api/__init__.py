"""What programs may ask."""
