"""Clearance: a State asks its institutions whether its needs still stand, and takes over what they answer."""
