"""Language-aware text work: normalising, languages, citations of provisions, lexicons, similarity."""
