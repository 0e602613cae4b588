import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def pages_are_kept():
    """Keep pages as a site does: whatever a test in the browser writes has to show all the same."""
    with override_settings(KEEPS_PAGES=True):
        yield
