"""Floor 4: use cases, and the wiring of settings to adapters."""
