"""SpamAssassin's opinion of a message, from a daemon or a program of this machine."""
