"""Texts that try to be something else: a grammar of what breaks out of markup, templates, tables, queries and paths.

Each of them calls `hit()` if anything takes it for what it pretends to be.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

SHORT, OVERLONG = 200, 20_000
"""How long most strings are at most, and how long the longest is."""

CALLS = ("hit()", "hit`1`", "window.hit()", "top['hit']()", "self.hit(1)", "(0,hit)()", "eval('hit()')", "[1].map(hit)")
QUOTES = (
    '"',
    "'",
    "`",
    "«",
    "»",
    "“",
    "”",
    "„",
    "’",
    "‹",
    "＂",
    "&quot;",
    "&#39;",
    "&#x22;",
    "%22",
    '\\"',
    "\\'",
    "\\\\",
)
EVENTS = (
    "onerror onload onclick onfocus onmouseover ontoggle onanimationstart onbeforeinput onpageshow onpointerrawupdate"
)
ELEMENTS = "img svg math video audio iframe object embed details body input select textarea button marquee form a base"
OPENERS = ("", ">", '">', "'>", "-->", "--!>", "]]>", "*/", "?>", "%>", "}}", "%}", "</p>", "\n", "\u2028")
ENDS = "title textarea script style noscript template xmp iframe svg math option select pre table"
SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    " javascript:",
    "\x01javascript:",
    "javascript&colon;",
    "&#106;avascript:",
    "vbscript:",
    "data:text/html,",
    "data:text/html;base64,",
    "blob:",
    "//elsewhere.invalid/",
    "\\\\elsewhere.invalid\\",
    "https:elsewhere.invalid",
    "file:///etc/passwd#",
    "feed:javascript:",
    "view-source:javascript:",
)
MARKS = (
    "\u202e\u202d\u2066\u2067\u2069\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2028\u2029\u0085\u3164"
)
FORMULAS = (
    "=cmd|' /C hit()'!A0",
    '=HYPERLINK("javascript:hit()","x")',
    "+1+hit()",
    "-1+hit()",
    "@SUM(hit())",
    "\t=1+1",
)
TEMPLATES = (
    "{{ hit }}",
    "{{ request.user.password }}",
    "{% include 'admin/base.html' %}",
    "{% csrf_token %}",
    "{% now 'Y' %}",
    "{# hit() #}",
    "{% endblock %}{% block scripts %}",
    "${hit()}",
    "#{hit()}",
    "<%= hit() %>",
    "{{constructor.constructor('hit()')()}}",
    "%(hit)s",
    "%s%n%x",
    "{0.__class__}",
    "{title.__init__.__globals__}",
)
QUERIES = (
    "'; DROP TABLE speeches_event; --",
    "' OR 1=1 --",
    "1) UNION SELECT password FROM auth_user --",
    "$$; SELECT pg_sleep(9); $$",
    "\\'; --",
    "%' AND '%'='",
    "NEAR(hit, 1) *",
    'a" NOT "b',
    "hit:*&!(",
)
PATHS = (
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc/passwd",
    "....//....//etc/passwd",
    "/etc/passwd",
    "C:\\hit.txt",
    "con.txt",
    "hit.php;.txt",
    ".htaccess",
    "~root/hit",
    "a/./b/../c",
)
HEADERS = (
    "hit\r\nSet-Cookie: hit=1",
    "hit\r\n\r\n<script>hit()</script>",
    "hit\nLocation: //elsewhere.invalid",
    "hit%0d%0aX-Hit: 1",
    "hit\u560d\u560aX-Hit: 1",
)
NULS = (
    "hit\ufffd()",
    "hit\u2400()",
    "\\0hit",
    "&#0;hit",
    "%00hit",
    "\\u0000hit",
    "\x7fhit",
    "\x1bhit",
    "\x0chit",
    "\x0bhit",
)
STYLES = (
    "</style><script>{call}</script>",
    "background:url(javascript:{call})",
    "width:expression({call})",
    "@import 'javascript:{call}';",
    "x:url('//elsewhere.invalid/{call}')",
    "*/}}body{{display:none}}/*{call}",
    "<link rel=stylesheet href=data:text/css,*{{}}{call}>",
)
LINKED_DATA = (
    "</script><script>{call}</script>",
    "</ScRiPt ><script>{call}//",
    '"}}]}}</script><img src=x onerror={call}>',
    "<!--<script>{call}",
    "--></script>{call}",
    '","@type":"Person","url":"javascript:{call}',
    "\\u003c/script\\u003e\\u003cscript\\u003e{call}",
    "\u2028{call}\u2029",
)
FOREIGN = (
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:{call}'><text>x</text></a></svg>",
    "<svg><foreignObject><img src=x onerror={call}></foreignObject></svg>",
    "<svg><style><img src=x onerror={call}></style></svg>",
    "<math><maction actiontype='statusline#javascript:{call}'>x</maction></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror={call}>",
    "<svg><use href='data:image/svg+xml,<svg onload={call}/>#x'/></svg>",
    "<svg><set attributeName=href to='javascript:{call}'/></svg>",
)
COMMENTS = (
    "<!--><script>{call}</script>-->",
    "<!-- --!><img src=x onerror={call}>",
    "<![CDATA[<script>{call}</script>]]>",
    "<?xml-stylesheet href='javascript:{call}'?>",
    "<!DOCTYPE x [<!ENTITY y '{call}'>]>&y;",
    "<!--#exec cmd='{call}'-->",
    "<![if IE]><script>{call}</script><![endif]>",
)
ENTITIES = (
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#60;script&#62;{call}&#60;/script&#62;",
    "&#x3C;script&#x3E;{call}",
    "&amp;lt;script&amp;gt;{call}",
    "\\x3cscript\\x3e{call}",
    "%3Cscript%3E{call}%3C/script%3E",
    "+ADw-script+AD4-{call}",
    "&lt{call}&gt",
    "＜script＞{call}",
    "&NewLine;&Tab;{call}&nvlt;",
)
SHAPES = (STYLES, LINKED_DATA, FOREIGN, COMMENTS, ENTITIES)
WHOLE = (FORMULAS, TEMPLATES, QUERIES, PATHS, HEADERS, NULS)


def strings(number: int, seed: int) -> list[str]:
    """Give so many different strings, the same for a seed; every kind comes in turn, and one string is overlong."""
    chance = random.Random(seed)  # noqa: S311 - can be repeated.
    made: dict[str, None] = {("<b onclick=hit()>" * OVERLONG)[:OVERLONG]: None}
    while len(made) < number:
        made.setdefault(KINDS[len(made) % len(KINDS)](chance)[:SHORT])
        if chance.random() < 0.1:
            made.setdefault(_around(chance)[:SHORT])
    return list(made)[:number]


def _call(chance: random.Random) -> str:
    return chance.choice(CALLS)


def _tag(chance: random.Random) -> str:
    """<img src=x onerror=hit()> with its letters, spaces and quotes as loose as browsers take them."""
    name, event = chance.choice(ELEMENTS.split()), chance.choice(EVENTS.split())
    name = "".join(chance.choice((letter, letter.upper())) for letter in name)
    space, quote = chance.choice((" ", "/", "\t", "\n", "\x0c", " x=y ")), chance.choice(("", '"', "'"))
    more = chance.choice(("", " autofocus tabindex=1", " src=x", " open", " style=animation-name:x"))
    end = chance.choice((">", "", "//", " <", f"></{name}>"))
    return f"{chance.choice(OPENERS)}<{name}{more}{space}{event}={quote}{_call(chance)}{quote}{end}"


def _attribute(chance: random.Random) -> str:
    """What leaves the value of an attribute it stands in."""
    quote, event = chance.choice(QUOTES), chance.choice(EVENTS.split())
    return f"x{quote} {event}={quote}{_call(chance)}{quote} autofocus {chance.choice(OPENERS)}"


def _ended(chance: random.Random) -> str:
    """What ends the element it stands in."""
    return f"</{chance.choice(ENDS.split())}{chance.choice((' ', '', '/', chr(9)))}><script>{_call(chance)}</script>"


def _address(chance: random.Random) -> str:
    scheme = chance.choice(SCHEMES)
    shape = chance.choice(
        ("{}", '<a href="{}">x</a>', "<iframe src={}>", "<form action={}><input type=submit>", "[x]({})")
    )
    return shape.format(f"{scheme}{_call(chance)}")


def _shaped(shapes: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice(OPENERS) + chance.choice(shapes).format(call=_call(chance))


def _whole(ready: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice(ready) + chance.choice(("", " ", chance.choice(QUOTES), f" {chance.randrange(100)}"))


def _marked(chance: random.Random) -> str:
    """Letters that are not seen, or turn others round, in the middle of markup."""
    text = f"<script>{_call(chance)}</script>"
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(MARKS) + text[place:]
    return f"м{text}й"


def _around(chance: random.Random) -> str:
    """One inside another."""
    inner = chance.choice(KINDS)(chance)
    return chance.choice(
        ("<b>{}</b>", "<script>'{}'</script>", "{{% if '{}' %}}", '{{"a": "{}"}}', "[{}]", "({})")
    ).format(inner)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    _tag,
    _attribute,
    _ended,
    _address,
    _marked,
    *(partial(_shaped, shapes) for shapes in SHAPES),
    *(partial(_whole, ready) for ready in WHOLE),
)
