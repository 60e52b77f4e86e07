"""How is Django set up for a console on a place? Nothing of it comes from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from waystation.kit.language import LANGUAGES
from waystation.web.place import Place

_HERE = Path(__file__).parent
IDLE = 15 * 60  # seconds without use after which a session is over
ABSOLUTE = 8 * 3600  # seconds after which it is over in any case
LARGEST = 32 * 1024 * 1024  # bytes of a request; what is uploaded stays in memory

_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "waystation.web.accounts",
]
_MIDDLEWARE = [
    "waystation.web.headers.headers",
    "django.middleware.gzip.GZipMiddleware",
    "waystation.web.files.files",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "waystation.web.speech.speech",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
_FORWARDED = ("HTTP_X_FORWARDED_PROTO", "https")
_CONTEXT = [
    "django.template.context_processors.request",
    "waystation.web.templating.everywhere",
]


def settings_of(place: Place) -> dict[str, Any]:
    """Return the settings of Django."""
    return {
        "SECRET_KEY": place.secret("signing").hex(),
        "DEBUG": False,
        "ALLOWED_HOSTS": _hosts(place),
        "INSTALLED_APPS": _APPS,
        "MIDDLEWARE": _MIDDLEWARE,
        "ROOT_URLCONF": "waystation.web.urls",
        "TEMPLATES": _templates(),
        "DATABASES": {"default": _database(place)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "CACHES": {"default": {"BACKEND": "waystation.web.accounts.counts.Counts"}},
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [(code, code) for code in LANGUAGES],
        "STATIC_URL": "/static/",
        "LOGGING": _LOGGING,
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": LARGEST,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        "WAYSTATION_IDLE": IDLE,
        **_browser(place),
        **_allauth(place),
    }


def _hosts(place: Place) -> list[str]:
    outside = [urlsplit(place.origin).hostname or ""] if place.origin else []
    return ["localhost", "127.0.0.1", "[::1]", *outside]


def _templates() -> list[dict[str, Any]]:
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [_HERE / "templates"],
            "OPTIONS": {
                "environment": "waystation.web.templating.environment",
                "context_processors": _CONTEXT,
            },
        }
    ]


def _database(place: Place) -> dict[str, Any]:
    if place.in_file:
        settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(place.folder / "accounts"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": settings},
        }
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415  (an extra that few install)

    said = {name: str(value) for name, value in conninfo_to_dict(place.vault).items() if value is not None}
    own = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: said.pop(key, "") for name, key in own.items()},
        "OPTIONS": said,
        "CONN_MAX_AGE": 60,
    }


def _browser(place: Place) -> dict[str, Any]:
    """Return what concerns the browser: cookies that no other host and no script can see."""
    return {
        "SESSION_ENGINE": "waystation.web.sessions",
        "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
        "SESSION_COOKIE_NAME": "__Host-desk",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_AGE": ABSOLUTE,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": "__Host-form",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "waystation.web.refusals.stale_form",
        "CSRF_TRUSTED_ORIGINS": [place.origin] if place.origin else [],
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "SECURE_PROXY_SSL_HEADER": _FORWARDED if (place.origin or "").startswith("https:") else None,
        "APPEND_SLASH": False,
    }


def _allauth(place: Place) -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTHENTICATION_BACKENDS": ["waystation.web.accounts.backend.VaultBackend"],
        "ACCOUNT_ADAPTER": "waystation.web.accounts.adapter.AccountAdapter",
        "ACCOUNT_FORMS": {"login": "waystation.web.accounts.forms.UnlockForm"},
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": "tag",
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/",
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"},
        "LOGIN_URL": "/account/login/",
        "LOGIN_REDIRECT_URL": "/",
        "MFA_ADAPTER": "waystation.web.accounts.adapter.MfaAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": "Waystation",
        # A browser lets security keys work without TLS on this machine alone.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": place.origin is None,
    }


# What goes wrong is said in one line without a word of a request: path, body and cookies stay out.
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {
        "none": {"class": "logging.NullHandler"},
        "faults": {"()": "waystation.web.faultlog.Faults"},
    },
    "root": {"handlers": ["none"], "level": "CRITICAL"},
    "loggers": {
        **{name: {"handlers": ["none"], "propagate": False} for name in ("django", "waitress")},
        "django.request": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
    },
}
