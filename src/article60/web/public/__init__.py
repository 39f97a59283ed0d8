"""The public pages and the API, read from a Release and from nothing else; they know nobody's account."""
