"""Floor 3: the local web page that shows a built issue."""
