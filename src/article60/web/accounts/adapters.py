"""How signing in is done here where allauth leaves it open: what counts as an attempt, as recent, and how secrets are kept."""

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from article60.web.accounts.actions import remember_failed_sign_in

RECENT_SECONDS = 600
"""How long after signing in somebody may still set up a second factor without signing in again."""


class SigningIn(DefaultAccountAdapter):
    """Accounts are made by whoever runs the register; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether somebody who has signed in must do so again: the sign-in is too long ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or time.time() - records[-1]["at"] > RECENT_SECONDS

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The log learns of it, and not whether there is such an account."""
        remember_failed_sign_in(str(credentials.get("email", "")))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Where an account was closed: as where there is none."""
        return HttpResponseRedirect(reverse("account_login"))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}|{self.get_client_ip(request)}"


class SecondFactor(DefaultMFAAdapter):
    """Secrets of second factors are kept encrypted, under a key made from that of the server."""

    def encrypt(self, text: str) -> str:
        """For the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """From the database; raises InvalidToken where the server's key is another one now."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"article60 second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(made))
