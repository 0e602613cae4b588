"""Programs of the machine that a test needs: in CI they have to be there."""

import shutil

import pytest

from tests.engine import IN_CI


def needed(name: str) -> str:
    """Give the path of a program; without it the test fails in CI and is skipped elsewhere."""
    found = shutil.which(name, path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    if not found:
        (pytest.fail if IN_CI else pytest.skip)(f"{name} is not installed")
    return found
