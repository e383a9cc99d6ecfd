"""The pages of the social worker."""
