"""From what was read to what is proposed: statements in documents, relevance and tags of activities."""
