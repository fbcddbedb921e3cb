"""Floor 1: pure decisions and data. No I/O, no clock, no environment."""
