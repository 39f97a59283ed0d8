"""The Release and its forms: database, files, reports."""
