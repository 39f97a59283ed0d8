"""The workspace as one application of Django: its settings, its addresses, its server, and the jobs of whoever runs it."""
