"""Floor 5: the command line. It parses, calls one use case, prints, and exits."""
