"""Invented worlds of any size whose truth is known, and how near the steps come to it."""
