"""Floor 3: an issue becomes MJML, HTML, plain text and MIME."""
