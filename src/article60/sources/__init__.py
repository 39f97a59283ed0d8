"""Where the input comes from: bytes by hash, and one reader for each form of source."""
