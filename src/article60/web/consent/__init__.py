"""Consent: the State decides, version by version, who else may see a need; nothing is released by silence."""
