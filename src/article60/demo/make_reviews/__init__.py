"""Makes the invented review documents of the demonstration world from their YAML sources."""
