"""The pieces of public paths; what does not fit is a 404 before any query."""

import re

from ..citing import FILES
from ..exports.documents import ENDINGS


class YearConverter:
    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        if not 1 <= int(value) <= 9999:
            raise ValueError
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04}"


class MonthConverter:
    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


class DayConverter(MonthConverter):
    regex = "0[1-9]|[12][0-9]|3[01]"


class TextConverter:
    """What is taken as it stands."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CitationConverter(TextConverter):
    """How the name of a file for reference managers ends."""

    regex = "|".join(map(re.escape, FILES))


class FormatConverter(TextConverter):
    """How the address of an event in a format ends, in place of the last slash."""

    regex = "|".join(map(re.escape, ENDINGS))


class ReleaseConverter(TextConverter):
    """The number of a release, or what leads to the newest."""

    regex = "[1-9][0-9]{0,8}|latest"


class RefConverter(TextConverter):
    """Ten characters of lower-case Crockford base 32."""

    regex = "[0-9a-hjkmnp-tv-z]{10}"


class TokenConverter(TextConverter):
    """What lets in whoever knows it, as `secrets.token_urlsafe` makes it."""

    regex = "[A-Za-z0-9_-]{1,100}"


class NameConverter(TextConverter):
    """A slug, or a name as somebody types it; no database takes NUL."""

    regex = r"[^/\x00]{1,200}"
