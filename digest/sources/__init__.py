"""Floor 3: where posts come from, one file per source kind; the file name is the kind."""
