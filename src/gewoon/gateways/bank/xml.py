"""Streams a hostile XML file: no DOCTYPE, no entity, no network, and never more than a piece in memory."""

import re
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from gewoon.gateways.bank.container import Source
from gewoon.gateways.bank.model import FileRefused

ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
MOST_BYTES_WITHOUT_EVENT = 2_000_000  # a tree takes up to thirty times its text
_XML = "an XML file as a bank writes it"
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BESIDE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)

type_of_error = {
    "ERR_TAG_NOT_FINISHED": "the file is cut off",
    "ERR_DOCUMENT_END": "something stands behind the end",
    "ERR_TAG_NAME_MISMATCH": "an element is closed by another name",
    "ERR_UNDECLARED_ENTITY": "an entity is used that does not exist",
    "ERR_INVALID_CHAR": "a character is not allowed, or the encoding is not what the file says",
    "ERR_INVALID_ENCODING": "the encoding is not what the file says",
}
_BEHIND_ROOT = rb"\s*/?>(?:\s|<!--.*?-->)*+$"
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
}


class Guarded:
    """A stream that stops when too much passes without anything that counts."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        """Watch over `stream` of the file `name`."""
        self.stream, self.name, self.since_event, self.total = stream, name, 0, 0

    def read(self, size: int = -1) -> bytes:
        """Hand out the next bytes. Raises FileRefused."""
        block = self.stream.read(size)
        self.since_event += len(block)
        self.total += len(block)
        if self.since_event > MOST_BYTES_WITHOUT_EVENT:
            raise FileRefused(self.name, f"byte {self.total}", "a single element is far too large", _XML)
        return block


def events(source: Source, tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield elements with these local names, in any namespace, when they end.

    The caller drops what it has read, and refuses what stands in the wrong place. Raises FileRefused.
    """
    with source.open() as stream:
        guarded = Guarded(stream, source.shown)
        parser: Any = etree.iterparse(guarded, events=("end",), tag=[f"{{*}}{tag}" for tag in tags], **_SAFE)
        try:
            for _, element in parser:
                guarded.since_event = 0
                yield element
        except etree.XMLSyntaxError as error:
            raise damaged(source, error) from None


def drop(element: Any) -> None:
    """Forget an element and everything before it in its parent."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def drop_repeated(element: Any) -> None:
    """Forget an element and the equal ones before it; what else stands before it is still needed."""
    element.clear()
    before = element.getprevious()
    if before is not None and before.tag == element.tag:
        element.getparent().remove(before)


def root_tag(source: Source) -> str:
    """Return the full name of the root element, after a look at everything before it.

    Refuses an unusual encoding, any DOCTYPE, and a file whose end is missing. Raises FileRefused.
    """
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(head.lstrip())
    if declared is not None and declared[1].decode("ascii").lower() not in ENCODINGS:
        raise FileRefused(source.shown, "line 1", "the declared encoding is unusual", "UTF-8 or ISO-8859-1")
    place = 0
    while match := _BESIDE_ROOT.match(head, place):
        place = match.end()
    rest = head[place:]
    if rest.startswith(b"<!--") or not rest:
        raise FileRefused(source.shown, f"byte {place}", "the file begins with a comment without end", _XML)
    if rest.startswith(b"<!"):
        raise _doctype(source)
    if not re.match(rb"<[A-Za-z_]", rest):
        raise FileRefused(source.shown, f"byte {place}", "the root element does not begin here", _XML)
    tag = _first_tag(source)
    end = re.compile(re.escape(tag.rpartition("}")[2].encode()) + _BEHIND_ROOT, re.DOTALL)
    if not end.search(source.tail):
        raise FileRefused(source.shown, "end of file", "the file is cut off", "a whole file")
    return tag


def _first_tag(source: Source) -> str:
    parser: Any = etree.XMLPullParser(events=("start",), **_SAFE)
    try:
        parser.feed(source.head)
        for _, element in parser.read_events():
            if element.getroottree().docinfo.internalDTD is not None:
                raise _doctype(source)
            return str(element.tag)
    except etree.XMLSyntaxError as error:
        raise damaged(source, error) from None
    raise FileRefused(source.shown, "first element", "the root element does not end", _XML)


def damaged(source: Source, error: Any) -> FileRefused:
    """Say where the XML is broken, in our own words: the parser's may quote what people wrote."""
    last = error.error_log.last_error
    reason = type_of_error.get(last.type_name if last is not None else "", "the XML is damaged")
    line, column = error.position
    return FileRefused(source.shown, f"line {line}, column {column}", reason, "well-formed XML")


def _doctype(source: Source) -> FileRefused:
    return FileRefused(
        source.shown, "before the first element", "the file has a DOCTYPE", "XML without DOCTYPE and entities"
    )


Spec = dict[str, Any]  # tag -> name of the field, or the Spec of what stands inside
REPEAT = "\x1f"  # cannot occur in XML


def with_namespace(spec: Spec, namespace: str) -> Spec:
    """Write the full tag of this version of the message before every name in the spec."""
    return {
        f"{{{namespace}}}{tag}": (with_namespace(inner, namespace) if isinstance(inner, dict) else inner)
        for tag, inner in spec.items()
    }


def gather(element: Any, spec: Spec, into: dict[str, str]) -> dict[str, str]:
    """Collect the texts that the spec names, without spaces around them; the first of its kind counts.

    A field that begins with @ is an amount: its currency comes beside it under a second @.
    A field that begins with ^ is a code that later versions wrap in an element of its own.
    A field that begins with * may repeat: its texts are joined by REPEAT.
    """
    for child in element:
        wanted = spec.get(child.tag)
        if wanted is None:
            continue
        if wanted.__class__ is dict:
            gather(child, wanted, into)
        elif wanted[0] == "@":
            _gather_amount(child, wanted, into)
        elif wanted[0] == "^":
            into[wanted] = "".join(child.itertext()).strip()
        elif wanted not in into:
            text = child.text
            into[wanted] = text.strip() if text else ""
        elif wanted[0] == "*":
            into[wanted] = f"{into[wanted]}{REPEAT}{(child.text or '').strip()}"
    return into


def _gather_amount(child: Any, field: str, into: dict[str, str]) -> None:
    into[field] = "" if field in into or len(child) else child.text or ""
    into[f"@{field}"] = child.get("Ccy", "")
