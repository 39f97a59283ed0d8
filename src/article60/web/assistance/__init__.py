"""The assistance that a State is already being provided: what reviews and aid data tell, confirmed and added to by it."""
