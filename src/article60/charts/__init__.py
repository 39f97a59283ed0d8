"""Charts of figures: specifications as data, and the pictures that are made of them."""
