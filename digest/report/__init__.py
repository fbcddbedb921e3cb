"""Floor 3: findings as text, JSON, SARIF and the like: one format per file, pure."""
