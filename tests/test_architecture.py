"""The house: what a line may do depends on the floor where it stands."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkout import ROOT, tracked

HOUSE = ROOT / "src" / "gewoon"
# One list per room: what rules may use besides the standard library.
THIRD_PARTIES = {
    "": {"numpy"},
    "compiled": {"numba"},
    "policy": {"numpy", "lark", "z3"},
    "outcome": {"numpy", "scipy"},
}
UNSAYING_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "process",
    "handle",
    "info",
}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
}
CLOCKS_BY_NAME = {("time", "time"), ("time", "time_ns")} | {
    ("django.utils.timezone", name) for name in ("now", "localdate", "localtime")
}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def modules(*floors: str) -> list[Path]:
    """Answer the modules on these floors (all without a name), migrations left out."""
    folders = [HOUSE / floor for floor in floors] if floors else [HOUSE]
    found = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def complaints(
    paths: list[Path], faults: Callable[[ast.Module, Path], Iterator[tuple[int, str]]]
) -> list[str]:
    """Answer every fault as file:line: what."""
    found = []
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"), str(path))
        found += [f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in faults(tree, path)]
    return found


def dotted(node: ast.expr) -> list[str]:
    """Answer the names of a chain: a.b(c).d is a, b, d."""
    match node:
        case ast.Attribute(value=value, attr=name):
            return [*dotted(value), name]
        case ast.Call(func=function):
            return dotted(function)
        case ast.Subscript(value=value):
            return dotted(value)
        case ast.Name(id=name):
            return [name]
    return []


def imported(tree: ast.Module) -> Iterator[tuple[int, str, str | None]]:
    """Answer line, module and name of each import from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, node.module or "", alias.name) for alias in node.names)


def strangers(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    room = path.relative_to(HOUSE / "rules").parts[0].removesuffix(".py")
    welcome = THIRD_PARTIES[""] | THIRD_PARTIES.get(room, set()) | sys.stdlib_module_names | {"gewoon"}
    for line, module, _ in imported(tree):
        if module.split(".")[0] not in welcome:
            yield line, f"rules.{room} may not import {module}"


def clocks(tree: ast.Module, _: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and tuple(dotted(node)[-2:]) in CLOCKS:
            yield node.lineno, f"reads a clock: {'.'.join(dotted(node))}"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield node.value.lineno, f"reads a clock: {node.arg}"
    for line, module, name in imported(tree):
        if (module, name) in CLOCKS_BY_NAME:
            yield line, f"reads a clock: from {module} import {name}"


def asserts(tree: ast.Module, _: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.lineno, "assert goes away with python -O: raise instead"


def writes(tree: ast.Module, _: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            chain = dotted(node.func)
            is_queryset = "objects" in chain or "filter" in chain
            if chain[-1] in WRITES or (is_queryset and chain[-1] in {"update", "aupdate"}):
                yield node.lineno, f"writes: {'.'.join(chain)}(); call a deed in actions"


def silence(tree: ast.Module, _: Path) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(tree):
        yield 1, "begins without a sentence that says what it is for"


def long_functions(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    lines = path.read_text("utf-8").splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
            length = node.end_lineno - node.lineno + 1 - said
            begin = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            # A kernel may be longer, when a line above it or beside it says why.
            heading = "\n".join(lines[max(0, begin - 2) : first.lineno - 1])
            if length > LONGEST_FUNCTION and not re.search(r"#.*\bkernel\b", heading, re.IGNORECASE):
                yield node.lineno, f"{node.name} has {length} lines, {LONGEST_FUNCTION} is the most"


def test_rules_import_only_the_standard_library_and_what_their_room_names():
    assert complaints(modules("rules"), strangers) == []


def test_nothing_below_web_and_jobs_reads_a_clock():
    assert complaints(modules("rules", "records", "gateways", "actions"), clocks) == []


def test_no_check_disappears_in_production():
    assert complaints(modules(), asserts) == []


def test_pages_and_commands_write_nothing_themselves():
    assert complaints(modules("web", "jobs"), writes) == []


def test_every_module_says_what_it_is_for():
    assert complaints(modules(), silence) == []


def test_functions_stay_short():
    assert complaints(modules(), long_functions) == []


def test_files_stay_short():
    paths = modules() + sorted((ROOT / "tests").rglob("*.py"))
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_name_of_a_module_says_something():
    named = [path.relative_to(ROOT) for path in modules() + sorted((ROOT / "tests").rglob("*.py"))]
    assert [
        str(path) for path in named if UNSAYING_NAMES & {part.removesuffix(".py") for part in path.parts}
    ] == []


TEMPLATE_FAULTS = {
    "style in the markup": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "script in the markup": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")|\son[a-z]+\s*=\s*[\"']|javascript:",
        re.IGNORECASE,
    ),
}


def test_templates_hold_no_style_and_no_script():
    """The security policy of the pages refuses both."""
    found = []
    for path in sorted(HOUSE.rglob("*.html")):
        text = path.read_text("utf-8")
        for what, pattern in TEMPLATE_FAULTS.items():
            found += [
                f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, hit.start()) + 1}: {what}"
                for hit in pattern.finditer(text)
            ]
    assert found == []


def test_the_tour_names_only_what_is_there():
    tour = (ROOT / "docs" / "tour.md").read_text("utf-8")
    named = {name.split("#")[0].split("::")[0] for name in re.findall(r"`([^`\s]+)`", tour)}
    paths = {
        name for name in named if re.fullmatch(r"(?:\./)?[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml)", name)
    }
    paths = {name for name in paths if not name.startswith("var/")}
    assert paths, "the tour names no file at all"
    assert sorted(name for name in paths if not _stands(name)) == []


def _stands(name: str) -> bool:
    """Say whether the path is there, seen from the root or from the package."""
    return any((start / name).exists() for start in (ROOT, ROOT / "src", HOUSE))


def test_the_root_stays_small_enough_to_read():
    entries = {path.parts[0] for path in tracked()}
    assert len(entries) <= 16, sorted(entries)


@pytest.mark.parametrize(
    ("check", "line"),
    [
        (clocks, "now = datetime.datetime.now(UTC)"),
        (clocks, "from django.utils.timezone import now"),
        (clocks, "at = DateTimeField(default=timezone.now)"),
        (clocks, "at = DateTimeField(auto_now_add=True)"),
        (asserts, "assert cents > 0"),
        (writes, "Letter.objects.filter(pk=1).update(sent=True)"),
        (writes, "letter.save()"),
        (silence, "cents = 1"),
    ],
)
def test_the_checks_find_what_they_look_for(check, line):
    assert list(check(ast.parse(line), HOUSE / "example.py"))
