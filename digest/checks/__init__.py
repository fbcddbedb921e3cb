"""Floor 3: one rule per file: a rendered issue becomes findings."""
