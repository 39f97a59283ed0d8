"""Reads the spreadsheet in which a provider reports activities."""
