"""Which records are the same thing, their lasting identifiers, and the decisions that people made about them."""
