"""Letters on paper: files, typesetting and payment codes."""
