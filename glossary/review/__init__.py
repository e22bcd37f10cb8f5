"""What a proposed change of the base goes through before a person reads it."""
