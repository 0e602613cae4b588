"""Grade the headers of an answer by the rules of Mozilla's HTTP Observatory (its documentation, "Tests & Scoring").

Every answer starts with 100 points and loses some for what is wrong; only what keeps 90 gets points for what is better
than asked for. 100 are an A+.
"""

import re

START, LEAST_FOR_EXTRA, A_PLUS = 100, 90, 100
SIX_MONTHS = 15_768_000
SESSION_NAMES = re.compile(r"(?i)sess|auth|login")
CSRF_NAMES = re.compile(r"(?i)csrf|xsrf")

BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
LEAKING = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}

POINTS = {
    "csp: nothing unsafe, default-src none": 10,
    "csp: nothing unsafe": 5,
    "csp: unsafe styles": 0,
    "csp: unsafe-eval": -10,
    "csp: http for pictures": -10,
    "csp: http for scripts": -20,
    "csp: unsafe-inline": -20,
    "csp: none": -25,
    "cookies: secure, httponly, samesite": 5,
    "cookies: none": 0,
    "cookies: secure, httponly": 0,
    "cookies: bad samesite": -20,
    "cookies: token without samesite": -20,
    "cookies: not secure": -20,
    "cookies: session without httponly": -30,
    "cookies: session not secure": -40,
    "cors: none, or public without credentials": 0,
    "cors: everybody with credentials": -50,
    "hsts: six months": 0,
    "hsts: short": -10,
    "hsts: none": -20,
    "referrer: private": 5,
    "referrer: none": 0,
    "referrer: leaking": -5,
    "scripts: from here": 0,
    "scripts: from elsewhere": -5,
    "scripts: from elsewhere by http": -50,
    "nosniff: yes": 0,
    "nosniff: no": -5,
    "frames: by the policy": 5,
    "frames: by a header": 0,
    "frames: free": -20,
    "corp: same origin": 0,
    "corp: none": 0,
    "corp: cross-origin": -20,
}


def directives(policy):
    """Give the sources of each directive of a policy."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name.lower(): set(sources) for name, *sources in parts}


def csp(response):
    policy = directives(response.headers.get("Content-Security-Policy", ""))
    if not policy:
        return "csp: none"
    default = policy.get("default-src", {"*"})
    scripts, objects = policy.get("script-src", default), policy.get("object-src", default)
    styles, pictures = policy.get("style-src", default), policy.get("img-src", default)
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return "csp: unsafe-inline"
    active = set().union(*(sources for name, sources in policy.items() if name not in ("img-src", "media-src")))
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return "csp: http for scripts"
    if "'unsafe-eval'" in scripts | styles:
        return "csp: unsafe-eval"
    if any(source.startswith(("http:", "ftp:")) for source in pictures):
        return "csp: http for pictures"
    if styles & (BROAD | INLINE):
        return "csp: unsafe styles"
    return "csp: nothing unsafe, default-src none" if default == {"'none'"} else "csp: nothing unsafe"


def cookies(response):
    found = list(response.cookies.values())
    if any(cookie["samesite"] not in ("", "Strict", "Lax") for cookie in found):
        return "cookies: bad samesite"
    sessions = [cookie for cookie in found if SESSION_NAMES.search(cookie.key)]
    if any(not cookie["secure"] for cookie in sessions):
        return "cookies: session not secure"
    if any(not cookie["httponly"] for cookie in sessions):
        return "cookies: session without httponly"
    if any(not cookie["secure"] for cookie in found):
        return "cookies: not secure"
    if any(not cookie["samesite"] for cookie in found if CSRF_NAMES.search(cookie.key)):
        return "cookies: token without samesite"
    if not found:
        return "cookies: none"
    is_best = all(cookie["samesite"] for cookie in found)
    return "cookies: secure, httponly, samesite" if is_best else "cookies: secure, httponly"


def cors(response):
    """Take any origin that is allowed together with credentials for one that was only repeated."""
    is_open = "Access-Control-Allow-Origin" in response.headers
    with_credentials = response.headers.get("Access-Control-Allow-Credentials", "") == "true"
    return (
        "cors: everybody with credentials"
        if is_open and with_credentials
        else ("cors: none, or public without credentials")
    )


def hsts(response):
    age = re.search(r"max-age=(\d+)", response.headers.get("Strict-Transport-Security", ""))
    if not age:
        return "hsts: none"
    return "hsts: six months" if int(age[1]) >= SIX_MONTHS else "hsts: short"


def referrer(response):
    policy = response.headers.get("Referrer-Policy", "").rpartition(",")[2].strip()
    if policy in PRIVATE:
        return "referrer: private"
    return "referrer: leaking" if policy else "referrer: none"


def scripts(response):
    if "html" not in response.headers.get("Content-Type", "") or response.streaming:
        return "scripts: from here"
    sources = re.findall(r'<script[^>]* src="([^"]*)"', response.content.decode())
    if any(source.startswith("http:") for source in sources):
        return "scripts: from elsewhere by http"
    from_elsewhere = any(source.startswith(("https:", "//")) for source in sources)
    return "scripts: from elsewhere" if from_elsewhere else "scripts: from here"


def nosniff(response):
    return f"nosniff: {'yes' if response.headers.get('X-Content-Type-Options') == 'nosniff' else 'no'}"


def frames(response):
    ancestors = directives(response.headers.get("Content-Security-Policy", "")).get("frame-ancestors", {"*"})
    if not ancestors & BROAD:
        return "frames: by the policy"
    is_named = response.headers.get("X-Frame-Options", "").upper() in ("DENY", "SAMEORIGIN")
    return "frames: by a header" if is_named else "frames: free"


def corp(response):
    policy = response.headers.get("Cross-Origin-Resource-Policy", "none")
    return {"same-origin": "corp: same origin", "same-site": "corp: same origin", "none": "corp: none"}.get(
        policy, "corp: cross-origin"
    )


TESTS = (csp, cookies, cors, hsts, referrer, scripts, nosniff, frames, corp)


def findings(response):
    """Give what each test finds, with its points."""
    return {name: POINTS[name] for name in (test(response) for test in TESTS)}


def score(response):
    points = findings(response).values()
    base = START + sum(point for point in points if point < 0)
    return base + sum(point for point in points if point > 0) if base >= LEAST_FOR_EXTRA else base
