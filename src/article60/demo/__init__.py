"""One invented world for tests, demonstrations and screenshots: its documents, and what makes them."""
