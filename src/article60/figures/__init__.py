"""Figures declared as data, and the one function that evaluates them on a Release."""
