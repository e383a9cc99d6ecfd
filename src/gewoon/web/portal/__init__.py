"""The pages of the tenant."""
