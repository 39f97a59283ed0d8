"""Addresses as the log of events names them where nobody has signed in: a word that tells nothing without the server's key."""

import hashlib
import hmac

from django.conf import settings


def pseudonym(email: str) -> str:
    """The same for the same address, whether or not it has an account; 32 hexadecimal characters."""
    told = f"article60 address {email.strip().lower()}"
    return hmac.new(settings.SECRET_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]
