"""Every setting of a Rostrum site.

What differs from one site to another is an environment variable and is read in the first block; all of them have safe
defaults, and a bad value stops the start with its name. The rest of the file follows from that block.
"""

from datetime import timedelta
from pathlib import Path

from config.environment import (
    boolean,
    bracketed,
    cache,
    database,
    email,
    folder,
    hosts,
    kept_secret_key,
    number,
    one_of,
    origin,
    origins,
    port,
    proxies,
    purge,
    replica,
    secret_key,
    setting,
    storage,
    time_zone,
    token,
)
from config.log import to_standard_error

BASE_DIR = Path(__file__).resolve().parent.parent


# The environment

# Where a run keeps what it makes: database, uploads, collected static files, secret key.
DATA_DIR = setting("DATA_DIR", "var", lambda value: folder(BASE_DIR / value))
DATABASE = setting("DATABASE_URL", "sqlite:///rostrum.sqlite3", lambda url: database(url, DATA_DIR))
# Of several machines; see docs/growing.md.
REPLICA = setting("DATABASE_REPLICA_URL", "", lambda url: replica(url, DATABASE))
SECRET_KEY = setting("SECRET_KEY", "", secret_key) or kept_secret_key(DATA_DIR / "secret_key")
DEBUG = setting("DEBUG", "no", boolean)

# The address readers use. Its scheme decides secure cookies, HSTS and the redirect to https.
# Left out, it is where gunicorn listens on this machine; a bad PORT is told here, before anything is done.
SITE = setting("SITE_URL", f"http://127.0.0.1:{setting('PORT', '8000', port)}", origin)
SITE_URL = SITE.geturl()
ALLOWED_HOSTS = setting("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{bracketed(SITE.hostname)}", hosts)
CSRF_TRUSTED_ORIGINS = setting("CSRF_TRUSTED_ORIGINS", "", origins)
# Whose X-Forwarded-For and X-Forwarded-Proto are believed: by default a proxy on this machine.
TRUSTED_PROXIES = setting("TRUSTED_PROXIES", "127.0.0.1,::1,unix", proxies)

# How the log is written, and the password by which a program asks for the site's figures; without one there are none.
LOG_FORMAT = setting("LOG_FORMAT", "text", one_of("text", "json"))
METRICS = setting("METRICS", "", token)

SITE_NAME = setting("SITE_NAME", "Rostrum")
SITE_LICENSE = setting("SITE_LICENSE", "")
TIME_ZONE = setting("TIME_ZONE", "Europe/Moscow", time_zone)

# Whether an editor's change of what readers see waits for a publisher.
REVIEW_REQUIRED = setting("REVIEW_REQUIRED", "no", boolean)

# Who has to show a second factor when signing in; others may set one up.
SECOND_FACTOR = setting("SECOND_FACTOR", "optional", one_of("optional", "publishers", "everyone"))
# After how many hours without a request an editor signs in anew; two weeks after signing in, whatever was done.
SESSION_IDLE_HOURS = setting("SESSION_IDLE_HOURS", "24", number)
# For how many days it is known who signed in from where, who could not, and who was given what right.
ACCESS_LOG_DAYS = setting("ACCESS_LOG_DAYS", "180", number)

CACHES = {"default": setting("CACHE_URL", "locmemcache://", lambda url: cache(url, SECRET_KEY))}
# Whether a process keeps the pages it made until the next change; dummycache:// asks for none.
KEEPS_PAGES = not DEBUG and "dummy" not in CACHES["default"]["BACKEND"]
# And the pieces that pages are made of until what they show changes.
KEEPS_PIECES = not DEBUG
# Whether nodes give each other what they made.
SHARES_PAGES = KEEPS_PAGES and CACHES["default"]["BACKEND"].endswith("SharedCache")
# Where uploads lie that several machines share; None for DATA_DIR.
STORAGE = setting("STORAGE_URL", "", storage)
# A cache before the site, which is told of every change.
PURGE_URL = setting("PURGE_URL", "", purge)
# EMAIL_BACKEND, EMAIL_HOST and their kin. Without it no mail is sent, and nothing that needs mail is offered.
EMAIL = setting("EMAIL_URL", "consolemail://" if DEBUG else "", email)
globals().update(EMAIL)
SENDS_MAIL = not EMAIL["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
# Servers often take mail only from the account that brings it.
SENDER = EMAIL.get("EMAIL_HOST_USER", "")
DEFAULT_FROM_EMAIL = SENDER if "@" in SENDER else f"rostrum@{SITE.hostname}"


# Application

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "speeches.apps.SpeechesConfig",
    "speeches.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

# The first sees what all others answer, the second settles who asks. What a reader has or the process has kept is told
# before all others are troubled; it was made with what they add. The policies stand next, so that static files and all
# that is answered further down carry them too.
MIDDLEWARE = [
    "speeches.operating.middleware.WatchMiddleware",
    "speeches.site.serving.clients.ProxyMiddleware",
    "speeches.api.cors.OpenDoorMiddleware",
    "speeches.site.serving.conditional.ConditionalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "speeches.site.serving.policies.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "speeches.site.serving.policies.PoliciesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "speeches.site.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "speeches.admin.accounts.factor.SecondFactorMiddleware",
    "speeches.api.bodies.BodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "speeches.site.context.site",
            ],
        },
    },
]


# Database

ENGINE_DEFAULTS = {
    # Writers queue for up to 20 seconds from the first statement of a transaction: begun as a reader, a second writer
    # would fail at once instead. WAL lets readers go on meanwhile. Django itself turns foreign keys on. Connections are
    # kept open, because the last one to close folds the write-ahead log back into the file (0.8 ms to a query's 0.01).
    "django.db.backends.sqlite3": {
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode = WAL;"
                "PRAGMA synchronous = NORMAL;"
                "PRAGMA cache_size = -1024;"  # KiB
                "PRAGMA mmap_size = 1073741824;"  # bytes
                "PRAGMA temp_store = MEMORY"
            ),
        },
    },
    # Connecting costs a hundred times a query; the check notices a server that was restarted. Compiling a statement
    # (JIT) takes half a second wherever the planner fears the worst, and no query here runs that long.
    "django.db.backends.postgresql": {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c jit=off"},
    },
}
TUNED = ENGINE_DEFAULTS[DATABASE["ENGINE"]]
DATABASES = {"default": {**TUNED, **DATABASE, "OPTIONS": {**TUNED["OPTIONS"], **DATABASE.get("OPTIONS", {})}}}
if REPLICA:
    DATABASES["replica"] = REPLICA
    DATABASE_ROUTERS = ["speeches.nodes.replica.Router"]
    # Within the seam of pages that readers or this process have already, which ask no database; and within what every
    # answer gets, that of a database which is gone too.
    seam = MIDDLEWARE.index("speeches.site.language.LanguageMiddleware")
    MIDDLEWARE.insert(seam + 1, "speeches.site.serving.replica.ReplicaMiddleware")


# Language and time

USE_TZ = True
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
# Named although the application would be searched anyway: makemessages puts the strings of `templates/` there.
LOCALE_PATHS = [BASE_DIR / "speeches" / "locale"]


# Static files and uploads

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"

PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "speeches.site.sheets.SheetStorage"
STORAGES = {
    "default": STORAGE or {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC},
}

# The form of an event with a thousand turns has more fields and text than Django expects of a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024


# The door for programs; how it answers stands in speeches/api/doors.py

SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": SITE_URL}],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["speeches.api.describing.finish"],
}
# Requests from one address: so many a second in the long run, so many at once.
API_RATE = 10
API_BURST = 100


# Security

HTTPS = SITE.scheme == "https"
SECURE_SSL_REDIRECT = HTTPS
# Whoever watches the process asks it directly, past the proxy that ends TLS.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
# A browser takes a cookie of such a name from this host by https alone; no other host of the domain can plant one.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "speeches.site.serving.cookies.Messages"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Forms carry the token; no script reads the cookie.
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# A site promises https for its own host. Subdomains and the browsers' preload list are for the owner of the domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

LOGIN_URL = "admin:login"
# Five failures lock a name for an address, whatever of password and code was wrong, and for a quarter of an hour.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "speeches.admin.accounts.signing_in.address_counted"
AXES_LOCKOUT_CALLABLE = "speeches.admin.accounts.signing_in.as_answered"
# The desk has an access log of its own.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

OTP_TOTP_ISSUER = SITE_NAME
# A link to choose a new password is a key.
PASSWORD_RESET_TIMEOUT = 2 * 3600
# Scrypt with Django's parameters is what OWASP recommends beside Argon2, and is in Python's own library.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]


# Logging: to standard error, where systemd, Docker and a terminal look for it.

LOGGING = to_standard_error(LOG_FORMAT, for_programmers=DEBUG)
LOGGING["filters"] = {"request": {"()": "speeches.operating.request_id.RequestFilter"}}
LOGGING["handlers"]["stderr"]["filters"] = ["request"]
LOGGING["loggers"] = {
    # Django's own handlers would write a second copy and mail one to nobody.
    "django": {"handlers": [], "level": "INFO", "propagate": True},
    # Each request has a line of its own already; what went wrong inside the site comes with its traceback.
    "django.request": {"level": "ERROR"},
    # Warns of every HEAD request that Django answers as it would a GET.
    "gunicorn.http.wsgi": {"level": "ERROR"},
    # Tells names and addresses.
    "axes": {"level": "CRITICAL"},
    # Announces its dictionary at every start.
    "pymorphy3": {"level": "WARNING"},
}
