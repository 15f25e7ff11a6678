"""Django's settings. What differs between machines comes from the environment, through `environment`.

The module can be imported without a database: Django then refuses only what asks for one.
"""

from dataclasses import dataclass, field
from pathlib import Path

from evenhand.config import places
from evenhand.config.environment import read_environment


@dataclass(frozen=True, kw_only=True)
class EvenhandSettings:
    """What the product's own parts ask of the settings, as `settings.EVENHAND`.

    Attributes:
        data_folder: the folder of documents, keys and the embedded database.
        audit_key: keys the audit's digests, so that a digest tells nothing to somebody without the key.
        app_role: the database role that the application signs in as.
        sensitive_role: the role that may read special-category and criminal-offence data; the application
            takes it for one transaction at a time.
        owner_role: the role that owns the tables and migrates; None where this process does not know it.
        demonstration: whether the demonstration council is being shown.
    """

    data_folder: Path
    audit_key: bytes = field(repr=False)
    app_role: str
    sensitive_role: str
    owner_role: str | None
    demonstration: bool


_environment = read_environment()
_app_role = _environment.database.user if _environment.database else "evenhand_app"

EVENHAND = EvenhandSettings(
    data_folder=places.data_folder(_environment),
    audit_key=places.audit_key(_environment),
    app_role=_app_role,
    sensitive_role=f"{_app_role}_sensitive",
    owner_role=_environment.owner.user if _environment.owner else None,
    demonstration=_environment.demonstration,
)

# Django itself

SECRET_KEY = places.secret_key(_environment)
DEBUG = False
ALLOWED_HOSTS = list(_environment.allowed_hosts)
ROOT_URLCONF = "evenhand.config.urls"
WSGI_APPLICATION = "evenhand.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "evenhand.record",
    "evenhand.web",
    "evenhand.config.wiring.WiringConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "evenhand.web.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "evenhand.web.middleware.SignInMiddleware",
    # Last, so that it sees what signing in decided.
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "evenhand.web.jinja.environment"},
    },
]

# Databases: the application's login, and the owner's only where it is known.

DATABASES: dict[str, dict[str, object]] = {}
if _environment.database:
    DATABASES["default"] = _environment.database.django()
if _environment.owner:
    DATABASES["owner"] = _environment.owner.django()

# Language and time: UTC in the database, the clock on the wall on pages.

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

# Signing in

AUTH_USER_MODEL = "record.Staff"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# After ten wrong passwords for one account from one address, that pair waits a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "evenhand.web.views.account.locked_out"
# Neither who signed in when nor from where is kept: only failures are counted, and the log names nobody.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]

# Sessions, forms and what the browser is told

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "evenhand_session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "evenhand_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "evenhand.web.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

if not _environment.loopback_only:
    # Off this machine the site stands behind a proxy that ends HTTPS and sets this header itself.
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# The compiled front end is served from inside the package, with no copying step.

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "evenhand.config.log.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would mail or print whole requests; ours says what failed and where.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "axes": {"level": "CRITICAL"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
