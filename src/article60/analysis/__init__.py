"""What follows from needs, activities and matches: gaps, overlaps, coverage, money."""
