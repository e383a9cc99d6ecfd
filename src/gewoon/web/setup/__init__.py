"""The pages of the policy officer and IT."""
