"""Floor 2: bytes from files and over HTTP, with limits."""
