"""Read settings from environment variables, and refuse a bad value by name.

django-environ takes the URLs of database, cache and mail apart. The single values are read here, because its own
readers take any unknown word for "no" and follow values that begin with a dollar sign to other variables.
"""

import fcntl
import hashlib
import ipaddress
import os
import re
import secrets
from importlib.util import find_spec
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from environ import Env

WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

HOST = re.compile(
    r"""
      [a-z0-9._-]+      # speeches.example, 192.0.2.1
    | [0-9a-f:.]+       # 2001:db8::1, without its brackets
    """,
    re.VERBOSE,
)

ALLOWED_HOST = re.compile(
    r"""
      \*                # every host
    | \.?[a-z0-9._-]+   # speeches.example; .speeches.example with all below it
    | \[[0-9a-f:.]+\]   # [::1]
    """,
    re.VERBOSE,
)


def setting(name, default, parse=str):
    """Return what `parse` makes of the environment variable `name`, or of `default` when it is not set.

    `parse` takes the string and raises ValueError with the rest of a sentence that begins with the name and says the
    remedy. Values are not repeated where they may hold a password. Raise ImproperlyConfigured with that sentence.
    """
    value = os.environ.get(name, default)
    try:
        if not value and default:
            raise ValueError("is empty; give it a value, or unset it.")
        return parse(value)
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} {problem}") from None


def boolean(value):
    try:
        return WORDS[value.strip().lower()]
    except KeyError:
        raise ValueError(f'is "{value}"; say yes or no (or true, on, 1; false, off, 0).') from None


def number(value):
    if not re.fullmatch(r"[1-9][0-9]{0,4}", value):
        raise ValueError(f'is "{value}"; give a whole number from 1 to 99999.')
    return int(value)


def port(value):
    if not re.fullmatch(r"[1-9][0-9]{0,4}", value) or int(value) > 65_535:
        raise ValueError(f'is "{value}"; give a whole number from 1 to 65535.')
    return int(value)


def time_zone(value):
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise ValueError(f'is "{value}", which is no known time zone; use a name such as Europe/Moscow.') from None


def one_of(*words):
    """Make a reader of one of the words."""

    def parse(value):
        if value.strip().lower() not in words:
            raise ValueError(f'is "{value}"; say one of: {", ".join(words)}.')
        return value.strip().lower()

    return parse


def items(value):
    """Return the parts of a comma-separated list, without spaces, blanks and repetitions."""
    return list(dict.fromkeys(item.strip() for item in value.split(",") if item.strip()))


def ascii_host(host):
    """Return the host as browsers send it: лесная-трибуна.рф becomes xn--…"""
    return host.lower() if host.isascii() else host.encode("idna").decode("ascii")


def hosts(value):
    names = [ascii_host(item) for item in items(value)]
    for name in names:
        if not ALLOWED_HOST.fullmatch(name):
            raise ValueError(f'has "{name}"; list host names without scheme and port, as in speeches.example,[::1].')
    return names


def origin(value):
    """Return scheme, host and port as a SplitResult whose geturl() has no slash at the end."""
    try:
        parts = urlsplit(value)
        host = ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, host, port = urlsplit(""), "", ""
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"http", "https"} or not HOST.fullmatch(host) or rest:
        raise ValueError(f'is "{value}"; write scheme and host alone, as in https://speeches.example.')
    return SplitResult(parts.scheme, bracketed(host) + port, "", "", "")


def origins(value):
    return [origin(item).geturl() for item in items(value)]


def proxies(value):
    """Return the networks of a list of addresses and networks; `unix` in it stays a word, `nobody` stands alone."""
    named = items(value)
    if named == ["nobody"]:
        return []
    try:
        return [name if name == "unix" else ipaddress.ip_network(name) for name in named]
    except ValueError as problem:
        raise ValueError(f"has a bad item ({problem}); list addresses, networks or unix, or say nobody.") from None


def bracketed(host):
    return f"[{host}]" if ":" in host else host


def folder(path):
    """Return the path as an absolute one, after making the folder where there is none."""
    path = path.resolve()
    try:
        # The archive has drafts and password hashes: not for every account of the machine.
        path.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"is {path}, which cannot be made ({error.strerror}); name a folder to write in.") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ValueError(f"is {path}, where this user may not write; change its owner or name another folder.")
    return path


def database(url, base):
    """Return Django's settings for sqlite:///FILE, sqlite://:memory: or postgres://USER:PASSWORD@HOST:PORT/NAME.

    A FILE without a slash in front (so, without a fourth one) lies in the folder `base`.
    """
    scheme = url.partition("://")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError("must begin with sqlite:/// or postgres://; no other database is supported.")
    if scheme == "sqlite" and url != "sqlite://:memory:" and not re.match("sqlite:///.", url):
        raise ValueError("needs a file after three slashes, as in sqlite:////srv/rostrum/archive.sqlite3.")
    try:
        config = Env.db_url_config(url)
    except ValueError:
        raise ValueError("cannot be read; write a password's special characters as %XX, the port as digits.") from None
    if not config["NAME"]:
        raise ValueError("names no database; end it with /NAME.")
    if scheme == "sqlite" and config["NAME"] != ":memory:":
        file = base / config["NAME"]
        if not file.parent.is_dir():
            raise ValueError(f"puts the database into {file.parent}, which is no folder; make it or name another.")
        config["NAME"] = str(file)
    return config


def replica(url, primary):
    """Return Django's settings for a streaming replica of the database `primary`, None for no URL.

    Who waits for it waits in vain where the primary would answer: its failure is noticed after two or three seconds.
    """
    if not url:
        return None
    if not url.startswith(("postgres://", "postgresql://")):
        raise ValueError("must begin with postgres://; only PostgreSQL has streaming replicas.")
    if not primary["ENGINE"].endswith("postgresql"):
        raise ValueError("needs a DATABASE_URL that names its primary, a PostgreSQL.")
    config = database(url, None)
    options = {"connect_timeout": 2, "tcp_user_timeout": 3_000, **config.get("OPTIONS", {})}
    return {**config, "CONN_MAX_AGE": 60, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def cache(url, key):
    """Return Django's settings for locmemcache://, dummycache://, filecache:///FOLDER or redis://HOST:PORT/N.

    key: the site's secret one, by which sites that share a Redis do not meet in it.
    """
    scheme = url.partition("://")[0]
    if scheme not in {"locmemcache", "dummycache", "filecache", "redis", "rediss"}:
        raise ValueError("must begin with locmemcache://, filecache:/// or redis://.")
    if scheme.startswith("redis") and not find_spec("redis"):
        raise ValueError('asks for Redis, whose client is missing; install it with "pip install redis".')
    try:
        config = Env.cache_url_config(url)
        urlsplit(url).port  # noqa: B018 - refuses what is no number.
    except ValueError:
        raise ValueError("cannot be read; write a password's special characters as %XX.") from None
    if scheme == "filecache" and not config["LOCATION"].startswith("/"):
        raise ValueError("needs a folder after three slashes, as in filecache:///var/cache/rostrum.")
    if scheme.startswith("redis"):
        # No request waits longer for what it gives than it takes to make it.
        waits = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
        options = {"serializer": "speeches.nodes.shared.Plain", **waits, **config.get("OPTIONS", {})}
        config |= {"BACKEND": "speeches.nodes.shared.SharedCache", "OPTIONS": options}
        config["KEY_PREFIX"] = f"rostrum-{hashlib.sha256(f'cache|{key}'.encode()).hexdigest()[:12]}"
    return config


def purge(url):
    """Return the address as it is, "" for none; http://USER:PASSWORD@HOST/PATH or https://…"""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in {"http", "https"} and parts.hostname and not parts.fragment
        parts.port  # noqa: B018 - refuses what is no number.
    except ValueError:
        is_address = False
    if url and not is_address:
        raise ValueError("must be an address that begins with http:// or https://, as in https://cache.example/purge.")
    return url


def email(url):
    """Return Django's EMAIL_… settings for consolemail://, smtp+tls://USER:PASSWORD@HOST:PORT, or "" for no mail."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        config = Env.email_url_config(url)
    except (ImproperlyConfigured, ValueError):
        config = {"EMAIL_BACKEND": "smtp"}
    if "smtp" in config["EMAIL_BACKEND"] and not config.get("EMAIL_HOST"):
        raise ValueError("must be consolemail:// or smtp+tls://USER:PASSWORD@HOST:PORT.")
    return {name: value for name, value in config.items() if value and name != "OPTIONS"}


def storage(url):
    """Return Django's settings for s3://KEY:SECRET@HOST/BUCKET?region=…, None for no URL.

    s3+http:// is for a server without TLS, in a network that nobody else is in.
    """
    if not url:
        return None
    form = "must be s3://KEY:SECRET@HOST/BUCKET or end with ?region=NAME; write special characters as %XX."
    try:
        parts = urlsplit(url)
        region = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        place = parts.netloc.rpartition("@")[2]
        parts.port  # noqa: B018 - refuses what is no number.
    except ValueError:
        raise ValueError(form) from None
    bucket, _, folder = parts.path.strip("/").partition("/")
    whole = parts.hostname and parts.username and parts.password and bucket and set(region) <= {"region"}
    if parts.scheme not in {"s3", "s3+http"} or not whole:
        raise ValueError(form)
    if not (find_spec("storages") and find_spec("boto3")):
        raise ValueError('asks for S3, whose client is missing; install it with "pip install django-storages boto3".')
    from botocore.config import Config

    client = Config(
        s3={"addressing_style": "path"},
        signature_version="s3v4",
        connect_timeout=2,
        read_timeout=10,
        retries={"max_attempts": 1},
        # Newer checksums are not known to every server that speaks S3.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    options = {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{place}",
        "region_name": region.get("region"),
        "bucket_name": bucket,
        "location": folder,
        "client_config": client,
        "max_memory_size": 4 * 1024 * 1024,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def secret_key(value):
    if value and len(value) < 32:
        raise ValueError("is shorter than 32 characters; unset it and one is made, or give a longer random one.")
    return value


def token(value):
    if value and not re.fullmatch(r"[A-Za-z0-9._~-]{20,200}", value):
        raise ValueError(
            'is no token of 20 or more letters and digits; make one with "openssl rand -hex 20", or unset it.'
        )
    return value


def kept_secret_key(path):
    """Return the key kept in the file `path`, for its owner alone; make it when there is none.

    Processes that start together wait for the lock, so that the first one's key serves them all.
    """
    try:
        if path.exists() and (key := path.read_text().strip()):
            return key
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            key = file.read().strip()
            if not key:
                key = secrets.token_urlsafe(48)
                file.write(f"{key}\n")
                file.flush()
                os.fsync(file.fileno())
            return key
    except OSError as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set and {path} cannot be used ({error.strerror}); set the one or mend the other."
        ) from None
