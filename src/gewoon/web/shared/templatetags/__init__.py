"""How values are shown: the tags and filters that all rooms use in their templates."""
