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


def events(source: Source, tags: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield (event, element): the start of the root, then start and end of elements with these local names.

    The caller clears what it has read with `drop`. Raises FileRefused.
    """
    check_prolog(source)
    names = [f"{{*}}{tag}" for tag in tags]
    with source.open() as stream:
        guarded = Guarded(stream, source.shown)
        parser = etree.iterparse(
            guarded,
            events=("start", "end"),
            tag=["{*}Document", *names],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            remove_blank_text=True,
        )
        yield from _guarded_events(parser, guarded, source)


def _guarded_events(parser: Any, guarded: Guarded, source: Source) -> Iterator[tuple[str, Any]]:
    is_first = True
    try:
        for event, element in parser:
            if is_first:
                is_first = False
                if element.getroottree().docinfo.internalDTD is not None:
                    raise _doctype(source)
            guarded.since_event = 0
            yield event, element
    except etree.XMLSyntaxError as error:
        raise damaged(source, error) from None
    if is_first:
        raise FileRefused(source.shown, "first element", "the root element is not Document", _XML)


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


def check_prolog(source: Source) -> None:
    """Refuse another encoding than the usual ones, and any DOCTYPE. Raises FileRefused."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(head.lstrip())
    if declared is not None and declared[1].decode("ascii").lower() not in ENCODINGS:
        raise FileRefused(source.shown, "line 1", "the declared encoding is unusual", "UTF-8 or ISO-8859-1")
    place = 0
    while match := _BESIDE_ROOT.match(head, place):
        place = match.end()
    rest = head[place:]
    if rest.startswith(b"<!"):
        raise _doctype(source)
    if not re.match(rb"<[A-Za-z_]", rest):
        raise FileRefused(source.shown, f"byte {place}", "the root element does not begin here", _XML)
    if source.tail is not None and not re.search(rb"Document\s*>(\s|<!--.*-->)*$", source.tail, re.DOTALL):
        raise FileRefused(source.shown, "end of file", "the file is cut off", "the closing tag of Document")


def damaged(source: Source, error: etree.XMLSyntaxError) -> FileRefused:
    """Say where the XML is broken, in our own words: the parser's may quote what people wrote."""
    log = error.error_log
    reason = type_of_error.get(log[-1].type_name if len(log) else "", "the XML is damaged")
    line, column = error.position
    return FileRefused(source.shown, f"line {line}, column {column}", reason, "well-formed XML")


def _doctype(source: Source) -> FileRefused:
    return FileRefused(
        source.shown, "before the first element", "the file has a DOCTYPE", "XML without DOCTYPE and entities"
    )


Spec = dict[str, Any]  # tag -> name of the field, or the Spec of what stands inside; "" is the own text
REPEAT = "\x1f"  # cannot occur in XML


def with_namespace(spec: Spec, namespace: str) -> Spec:
    """Write the full tag of this version of the message before every name in the spec."""
    return {
        (f"{{{namespace}}}{tag}" if tag else tag): (
            with_namespace(inner, namespace) if isinstance(inner, dict) else inner
        )
        for tag, inner in spec.items()
    }


def gather(element: Any, spec: Spec, into: dict[str, str]) -> dict[str, str]:
    """Collect the texts that the spec names; what repeats is joined by REPEAT.

    A field that begins with @ is an amount: its currency comes beside it under a second @.
    """
    for child in element:
        wanted = spec.get(child.tag)
        if wanted is None:
            continue
        if wanted.__class__ is dict:
            own = wanted.get("")
            if own is not None and child.text:
                into[own] = child.text
            gather(child, wanted, into)
        elif wanted[0] == "@":
            _gather_amount(child, wanted, into)
        elif child.text:
            into[wanted] = f"{into[wanted]}{REPEAT}{child.text}" if wanted in into else child.text
    return into


def _gather_amount(child: Any, field: str, into: dict[str, str]) -> None:
    into[field] = "" if field in into or len(child) else child.text or ""
    into[f"@{field}"] = child.get("Ccy", "")


def first(fields: dict[str, str], name: str) -> str:
    """Return the first text of a field, without spaces around it; empty when there is none."""
    text = fields.get(name, "")
    return text.partition(REPEAT)[0].strip() if text else ""
