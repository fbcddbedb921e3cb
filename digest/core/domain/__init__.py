"""What the DNS says of a sender's domain: pure, but for the `Lookup` that is handed in."""
