import logging


class OneLineFormatter(logging.Formatter):
    """Write every record on one line, so that neither a traceback nor a hostile address can forge a second record."""

    def format(self, record):
        return super().format(record).replace("\r", "\\r").replace("\n", "\\n")
