"""Who works for an organisation: let in by its own administrators, with a link that works once."""
