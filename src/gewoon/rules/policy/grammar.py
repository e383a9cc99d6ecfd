"""The language of a condition: text in, a tree with positions out, or a sentence on what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

LONGEST = 4_000
DEEPEST = 25
KEYWORDS = frozenset({"and", "or", "not", "is", "in", "between", "known"})

_GRAMMAR = r"""
?start: either
?either: all ("or" all)*
?all: one ("and" one)*
?one: "not" one -> negation
    | "(" either ")"
    | test
test: NAME                                             -> yes
    | NAME COMPARISON NUMBER [UNIT]                    -> compare
    | NAME "between" NUMBER "and" NUMBER [UNIT]        -> between
    | NAME "is" [NOT] NUMBER [UNIT]                    -> equals
    | NAME "is" [NOT] NAME                             -> is_word
    | NAME [NOT] "in" "(" NAME ("," NAME)* ")"         -> member
    | NAME "is" [NOT] "known"                          -> known
NOT: "not"
COMPARISON: "<=" | ">=" | "<" | ">"
UNIT: /(euros?|days?|months?)\b/
NUMBER: /-?[0-9]+(\.[0-9]+)?/
NAME: /(?!(and|or|not|is|in|between|known)\b)[A-Za-z_][A-Za-z0-9_]*/
%import common.WS
%ignore WS
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a condition with its place (offset in the text of the condition)."""

    text: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question about one fact, as written.

    `operator` is `yes`, `<`, `<=`, `>`, `>=`, `between`, `equals`, `word`, `in` or `known`.
    """

    fact: Word
    operator: str
    is_negated: bool = False
    arguments: tuple[Word, ...] = ()
    unit: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """Not the part."""

    part: "Written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """All parts (`and`), or any of them (`or`)."""

    operator: str
    parts: tuple["Written", ...]


Written = Question | Negation | Both


class WrongSyntax(ValueError):
    """A condition cannot be read; `at` is the offset where reading stopped."""

    def __init__(self, message: str, at: int) -> None:
        """Keep the offset beside the sentence."""
        super().__init__(message)
        self.at = at


def read_condition(text: str) -> Written:
    """Read the text of a condition; raises WrongSyntax with the place and what was expected."""
    _refuse_giants(text)
    try:
        return _written(_reader().parse(text))
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise WrongSyntax(_strange(text, at), at) from None
    except UnexpectedToken as error:
        at = len(text.rstrip()) if error.token.type == "$END" else error.token.start_pos or 0
        raise WrongSyntax(_unexpected(error), at) from None


@cache
def _reader() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=True)


def _refuse_giants(text: str) -> None:
    if len(text) > LONGEST:
        raise WrongSyntax(
            f"the condition has {len(text)} characters; at most {LONGEST}: name parts as a [[term]]", 0
        )
    level, opened = 0, [0]
    for match in re.finditer(r"[()]|\bnot\b|\band\b|\bor\b", text):
        word = match.group()
        if word in {"(", "not"}:
            level += 1
            opened += [level] if word == "(" else []
        else:
            level = opened.pop() - 1 if word == ")" and len(opened) > 1 else opened[-1]
        if level > DEEPEST:
            raise WrongSyntax(f"nested deeper than {DEEPEST} levels: name parts as a [[term]]", match.start())


def _written(tree: "Tree[Token]") -> Written:
    parts = tuple(_written(part) for part in tree.children if isinstance(part, Tree))
    if tree.data == "negation":
        return Negation(part=parts[0])
    if tree.data in {"all", "either"}:
        return Both(operator="and" if tree.data == "all" else "or", parts=parts)
    return _test(str(tree.data), [token for token in tree.children if isinstance(token, Token)])


def _test(kind: str, tokens: list[Token]) -> Question:
    fact, *rest = tokens
    of: dict[str, list[Word]] = {}
    for token in rest:
        of.setdefault(token.type, []).append(Word(text=str(token), at=token.start_pos or 0))
    operators: Mapping[str, str] = {"is_word": "word", "member": "in"}
    operator = of["COMPARISON"][0].text if kind == "compare" else operators.get(kind, kind)
    return Question(
        fact=Word(text=str(fact), at=fact.start_pos or 0),
        operator=operator,
        is_negated="NOT" in of,
        arguments=tuple(of.get("NUMBER", []) + of.get("NAME", [])),
        unit=of["UNIT"][0] if "UNIT" in of else None,
    )


_HINTS = (
    ("==", "write 'is' in place of '=='"),
    ("!=", "write 'is not' in place of '!='"),
    ("=", "write 'is' in place of '='"),
    ("&", "write 'and' in place of '&'"),
    ("|", "write 'or' in place of '|'"),
    ("!", "write 'not' in place of '!'"),
    ("'", "words stand without quotes"),
    ('"', "words stand without quotes"),
    ("€", "write the amount with 'euro' behind it, or nothing"),
)


def _strange(text: str, at: int) -> str:
    for start, hint in _HINTS:
        if text.startswith(start, at):
            return hint
    if text[at] in "+-*/%.[]{}":
        return (
            f"'{text[at]}' cannot stand here: a condition has no arithmetic and no functions; make it a fact"
        )
    return f"'{text[at]}' cannot stand here"


_SPOKEN = {
    "NAME": "the name of a fact or a word of its list",
    "NUMBER": "a number",
    "UNIT": "a unit (euro, days, months)",
    "COMPARISON": "<, <=, > or >=",
    "LPAR": "'('",
    "RPAR": "')'",
    "COMMA": "','",
    "$END": "the end",
}


def _unexpected(error: UnexpectedToken) -> str:
    token = error.token
    found = "the condition ends too early" if token.type == "$END" else f"'{token}' cannot stand here"
    if token.type == "LPAR" and "AND" in error.accepts:
        found = "there are no functions in a condition: make it a fact"
    wanted = {_SPOKEN.get(kind, f"'{kind.lower()}'") for kind in error.accepts}
    return f"{found}; expected {', '.join(sorted(wanted))}"
