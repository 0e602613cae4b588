import logging
import re

ADDRESS = re.compile(r"from ip=\S+:")


class OneLineFormatter(logging.Formatter):
    """Write every record on one line, so that neither a traceback nor a hostile address can forge a second record."""

    def format(self, record):
        return super().format(record).replace("\r", "\\r").replace("\n", "\\n")


class WithoutAddress(logging.Filter):
    """Take the client's address out of what gunicorn tells of requests that it refuses: the log is not about people."""

    def filter(self, record):
        record.msg = ADDRESS.sub("from a client:", str(record.msg))
        return True
