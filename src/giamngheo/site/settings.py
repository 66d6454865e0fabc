"""Django's settings: safe as they stand, changed by environment variables only (docs/adr/0002)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from giamngheo.site import environment

CHECKOUT = Path(__file__).resolve().parents[3]
DATA_FOLDER = environment.data_folder(CHECKOUT)

SECRET_KEY = environment.secret_key(DATA_FOLDER)
SECRET_KEY_FALLBACKS = environment.former_keys(DATA_FOLDER)  # of the installation a backup was restored from
DEBUG = environment.flag("GIAMNGHEO_DEBUG")
ALLOWED_HOSTS = environment.words("GIAMNGHEO_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "giamngheo.audit",
    "giamngheo.places",
    "giamngheo.accounts",
    "giamngheo.files",
    "giamngheo.norms",
    "giamngheo.handover",
    "giamngheo.oversight",
    "giamngheo.web",
]
MIDDLEWARE = [
    "giamngheo.site.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "giamngheo.site.limits.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "giamngheo.web.asking.Asking",
    "giamngheo.web.norms.first_start.FirstStart",
    "giamngheo.web.accounts.staying.Staying",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "giamngheo.site.urls"
WSGI_APPLICATION = "giamngheo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Accounts
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "giamngheo.accounts.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "giamngheo.accounts.password_rules.NotCommon"},
    {"NAME": "giamngheo.accounts.password_rules.NotLikeTheName"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "giamngheo.accounts.backends.NameAndPassword"]

ACCOUNT_ADAPTER = "giamngheo.web.accounts.adapter.SignInAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # no function needs e-mail
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # they count by address and in each process; axes counts by user name, in the database
MFA_ADAPTER = "giamngheo.accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Giảm nghèo"

# Five wrong tries lock a user name for a quarter of an hour; never an address: one computer serves three offices
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or somebody could keep a colleague out for ever
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "giamngheo.web.accounts.lockout.answer"
AXES_DISABLE_ACCESS_LOG = True  # the trace tells of sign-ins
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [  # kept neither in its table nor in logs
    *("username", "ip_address", "login", "name", "code", "current", "new", "again", "next", "csrfmiddlewaretoken")
]

# A session ends with the browser, after half an hour of rest, and after twelve hours (web.accounts.staying)
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Database. WAL lets pages be read while somebody writes; IMMEDIATE makes a writer wait its turn at the start of
# its transaction instead of failing in the middle; NORMAL is safe with WAL and saves one disk flush per write.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-64000;"
    ),
}
DATABASES = {"default": environment.database(otherwise=DATA_FOLDER / "giamngheo.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time: screens are written in Vietnamese at source, so nothing is translated.
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Static files, compressed and with the hash of their content in their name
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nothing here is for the pages of others
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What a browser may load and do: only what this server sends; no inline script, no frame around us
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the form they send
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a message may name a person: no cookie

# Behind a server that speaks TLS for us: GIAMNGHEO_TLS=1
TLS = environment.flag("GIAMNGHEO_TLS")
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-sessionid" if TLS else "sessionid"  # by this prefix browsers refuse it from other hosts
CSRF_COOKIE_NAME = "__Host-csrftoken" if TLS else "csrftoken"
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe$"]  # a watchdog on the same machine asks without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # we speak for our own name, not for the whole domain
    "urls.W002",  # our addresses end without a stroke: “dia-ban” and “dia-ban/12”
    "axes.W006",  # tries are counted by user name: one computer serves three offices
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
CSRF_TRUSTED_ORIGINS = environment.words("GIAMNGHEO_TRUSTED_ORIGINS", default=[])

# Uploads: one request carries at most this much; files above 2.5 MB wait on disk, not in memory
UPLOAD_LIMIT_BYTES = environment.number("GIAMNGHEO_UPLOAD_MB", default=50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Folders of this machine that take backups, beside USB sticks (docs/adr/0008)
BACKUP_FOLDERS = environment.words("GIAMNGHEO_BACKUP_FOLDERS", default=[])

# One JSON object per line on stderr; see giamngheo.site.logs for what is left out
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "giamngheo.site.logs.JsonLines"}},
    "filters": {"without-values": {"()": "giamngheo.site.logs.WithoutValues"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["without-values"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}, "axes": {"level": "WARNING"}},
}
