"""A mail as the checks see it: parsed once, shared by all rules."""
