"""How the log is written: one line a record, as text for people or as JSON for programs."""

import datetime
import json
import logging
import re

# What ends a line for one program or another, and what moves the cursor of a terminal.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

NO_REQUEST = {"request_id": "-"}


class OneLineFormatter(logging.Formatter):
    """Write every record on one line, so that neither a traceback nor a hostile address can forge a second record."""

    def formatTime(self, record, datefmt=None):  # noqa: N802 - logging's name
        return moment(record)

    def format(self, record):
        return CONTROL.sub(lambda found: ascii(found[0])[1:-1], super().format(record))


class JSONFormatter(logging.Formatter):
    """Write every record as one object in ASCII. What a record has in `fields` stands beside its message."""

    def format(self, record):
        told = {
            "time": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


class AnonymousFilter(logging.Filter):
    """Cut off what gunicorn's records tell of a reader: the address, and the whole of what was asked."""

    BEGINNINGS = ("Invalid request", "Error handling request")

    def filter(self, record):
        for beginning in self.BEGINNINGS:
            if str(record.msg).startswith(beginning):
                record.msg, record.args = beginning, ()
        return True


def moment(record):
    return datetime.datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def to_standard_error(written, *, for_programmers=False):
    """Give what a logging configuration begins with. written: "text" or "json".

    for_programmers: tracebacks take as many lines as they have.
    """
    line = {
        "format": "{asctime} {levelname} {request_id} {name}: {message}",
        "style": "{",
        "defaults": NO_REQUEST,
    }
    if written == "json":
        formatter = {"()": "config.log.JSONFormatter"}
    else:
        formatter = {"()": "logging.Formatter" if for_programmers else "config.log.OneLineFormatter", **line}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
    }
