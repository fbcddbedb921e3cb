"""Floor 2: what is kept on disk: issue folders, history, build records."""
