"""The pages of the manager and communications."""
