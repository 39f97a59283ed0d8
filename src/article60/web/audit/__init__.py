"""What happened: one event for each change, in a chain in which nothing can be altered without being found."""
