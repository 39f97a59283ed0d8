"""API v1: the lists of a Release as JSON and CSV, read only."""
