"""Article60: which technical assistance the Convention against Corruption calls for, who gives it, and what is still unmet."""

__version__ = "0.1.0"
