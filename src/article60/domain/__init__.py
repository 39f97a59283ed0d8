"""The nouns of technical assistance under the Convention, one frozen dataclass a file."""
