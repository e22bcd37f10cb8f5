"""What happens to a string before it is matched; nothing here knows of concepts."""
