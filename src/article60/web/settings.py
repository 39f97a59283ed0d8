"""Django's settings for the public site: no database, no accounts, no cookies; Release and operator are named outside."""

import os
import secrets
from pathlib import Path

from article60.codes.languages import LANGUAGES as CODES
from article60.codes.languages import direction, own_name

HERE = Path(__file__).parent

ARTICLE60_RELEASE = Path(os.environ.get("ARTICLE60_RELEASE", "out/demo"))
ARTICLE60_OPERATOR = os.environ.get("ARTICLE60_OPERATOR", "")
ARTICLE60_CORRECTIONS = os.environ.get("ARTICLE60_CORRECTIONS", "")
ARTICLE60_KEEP_MEGABYTES = int(os.environ.get("ARTICLE60_KEEP_MEGABYTES", "64"))

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(32)  # nothing is signed: there are no sessions, no forms and no cookies
ALLOWED_HOSTS = [name for name in os.environ.get("ARTICLE60_HOSTS", "").split(",") if name] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
DATABASES: dict[str, dict[str, str]] = {}
INSTALLED_APPS: list[str] = []
ROOT_URLCONF = "article60.web.urls"
WSGI_APPLICATION = "article60.web.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "article60.web.common.headers.SafeHeaders",
    "article60.web.public.kept.Kept",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "article60.web.public.api.problems.ProblemsBelowApi",
    "django.middleware.locale.LocaleMiddleware",
    "article60.web.public.errors.Explained",
    "article60.web.public.bounds.Bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "told_once": {  # why no page can be shown stands in the log already, once and not with every reader
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", None) != 503,
        }
    },
    "handlers": {"operator": {"class": "logging.StreamHandler", "filters": ["told_once"]}},
    "root": {"handlers": ["operator"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "ERROR"}},  # an address that is not there is no news
}
if os.environ.get("ARTICLE60_BEHIND_TLS") == "yes":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"environment": "article60.web.common.jinja.environment"},
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en"
LANGUAGES = [(code, own_name(code)) for code in CODES]
LANGUAGES_BIDI = [code for code in CODES if direction(code) == "rtl"]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
