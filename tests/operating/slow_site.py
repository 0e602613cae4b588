"""The site, and one address of it that takes as many seconds as it names, and leaves a file when it has begun."""

import os
import time
from pathlib import Path

from config.wsgi import application as site


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if not path.startswith("/slow/"):
        return site(environ, start_response)
    Path(os.environ["DATA_DIR"], "begun").touch()
    time.sleep(float(path.removeprefix("/slow/")))
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"done"]
