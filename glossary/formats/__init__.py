"""One module a format: what other programs write and read."""
