"""Errors that a user can answer, whichever part of the work meets them."""


class Answerable(Exception):
    """Its message says what is wrong, where, and what to do: the command line shows that, and nothing else."""
