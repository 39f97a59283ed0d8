"""Reports made from a Release: texts in templates, numbers from the one evaluator, each with its footnote."""
