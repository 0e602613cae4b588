"""The data that a page gives to programs: the only script elements that a public page may have, which nothing runs."""

import json
import re

BLOCK = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')


def data_of(page):
    """Give the nodes of the blocks of a page. page: its HTML."""
    return [node for block in BLOCK.findall(page) for node in json.loads(block)["@graph"]]


def without_data(page):
    """Take out the blocks whose content is JSON without a character that HTML knows; any other script stays."""
    for block in BLOCK.findall(page):
        json.loads(block)
    return BLOCK.sub("", page)
