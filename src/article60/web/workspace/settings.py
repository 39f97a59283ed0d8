"""Django's settings for the workspace: accounts, PostgreSQL, sessions; the public site knows nothing of any of it."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from article60.web.jobs.mailing import told
from article60.web.settings import *  # noqa: F403 - what both planes share: languages, static files, logging
from article60.web.settings import HERE
from article60.web.workspace.local import must_be_local

_GIVEN = conninfo_to_dict(os.environ.get("DATABASE_URL", "dbname=article60"))
_BEHIND_TLS = os.environ.get("ARTICLE60_BEHIND_TLS") == "yes"
_MINUTE, _HOUR = 60, 3600

DATABASES: dict[str, dict[str, Any]] = {  # type: ignore[no-redef]  # the public site has none
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _GIVEN["dbname"],
        "USER": _GIVEN.get("user", ""),
        "PASSWORD": _GIVEN.get("password", ""),
        "HOST": _GIVEN.get("host", ""),
        "PORT": _GIVEN.get("port", ""),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"application_name": "article60"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Attempts to sign in are counted for all processes alike, and go on being counted after a restart.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_counted"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "article60.web.audit",
    "article60.web.accounts",
    "article60.web.jobs",
    "article60.web.people",
    "article60.web.register",
    "article60.web.consent",
    "article60.web.curation",
    "article60.web.checklist",
    "article60.web.assistance",
    "article60.web.clearance",
    "article60.web.provider",
    "article60.web.work",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "article60.web.common.headers.PrivateHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "article60.web.accounts.sent.Bounded",  # before the next one, which reads what was sent
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "article60.web.accounts.signed_in.WhoAsks",
    "article60.web.accounts.middleware.Gate",  # the last: it runs the page itself
]
ROOT_URLCONF = "article60.web.workspace.urls"
WSGI_APPLICATION = "article60.web.workspace.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "environment": "article60.web.common.jinja.environment",
            "context_processors": ["article60.web.accounts.pages.frame"],
        },
    }
]

ARTICLE60_DEMO = os.environ.get("ARTICLE60_DEMO") == "yes"
"""Whether this is the demonstration, which shows everybody the way in and so runs on this machine alone."""
if ARTICLE60_DEMO:
    must_be_local(os.environ)
ARTICLE60_SIGNING_KEY = os.environ.get("ARTICLE60_SIGNING_KEY", "")
ARTICLE60_WAITING_DAYS = max(1, int(os.environ.get("ARTICLE60_WAITING_DAYS", "3")))

SECRET_KEY = os.environ.get("ARTICLE60_SECRET", "")  # Django refuses to start without one
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _BEHIND_TLS
CSRF_FAILURE_VIEW = "article60.web.accounts.errors.not_from_here"
SESSION_COOKIE_SECURE = _BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * _MINUTE
SESSION_SAVE_EVERY_REQUEST = True  # half an hour from the last request, not from the first
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ARTICLE60_LONGEST_SESSION_SECONDS = 12 * _HOUR

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_ADAPTER = "article60.web.accounts.adapters.SigningIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by those who run the register or an organisation
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    # By account and address of the network together: nobody can lock another out, nor a ministry behind one address itself.
    "login_failed": "5/15m/key,100/15m/ip",
    "login": "300/5m/ip",
    "change_password": "5/m/user",
    "reset_password": "3/h/key,100/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(_BEHIND_TLS)  # of the addresses in X-Forwarded-For, the one that this proxy has added
MFA_ADAPTER = "article60.web.accounts.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Article60"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# What the worker needs; docs/how-to/worker.md tells each.
ARTICLE60_RECEIVED = os.environ.get("ARTICLE60_RECEIVED", "out/workspace/received")
ARTICLE60_RECEIVED_MEGABYTES = int(os.environ.get("ARTICLE60_RECEIVED_MEGABYTES", "100"))
ARTICLE60_RUN = os.environ.get("ARTICLE60_RUN", "")
ARTICLE60_RUNS = os.environ.get("ARTICLE60_RUNS", "out/workspace/runs")
ARTICLE60_MAIL = os.environ.get("ARTICLE60_MAIL", "")
ARTICLE60_WORKSPACE = os.environ.get("ARTICLE60_WORKSPACE", "http://127.0.0.1:8060").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("ARTICLE60_MAIL_FROM", "article60@localhost")
ARTICLE60_MAIL_FOLDER = ""
globals().update(told(ARTICLE60_MAIL))
