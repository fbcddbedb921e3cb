"""Floor 2: digest.toml becomes frozen settings, or a list of its mistakes."""
