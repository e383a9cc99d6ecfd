"""The room policy: the collection policy as dated data, and the next step it gives."""
