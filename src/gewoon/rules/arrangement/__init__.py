"""What a household can pay, what is agreed, and whether it is kept."""
