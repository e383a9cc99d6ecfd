"""Facts and conditions in words: the labels of the catalogue, in Dutch and English."""

from typing import Literal

from gewoon.rules.policy.conditions import Ask, Condition, Group, Not
from gewoon.rules.policy.facts import Fact, FactType, FactValue, decode, name_of, show_value
from gewoon.rules.policy.policy import Step

Language = Literal["nl", "en"]

_WORDS = {
    "nl": {
        "and": " en ", "or": " of ", "not": "niet: ", "unknown": "is niet bekend", "known": "is bekend",
        "<": "is minder dan {}", "<=": "is hoogstens {}", ">": "is meer dan {}", ">=": "is {} of meer",
        "between": "is {} tot en met {}", "equals": "is {}", "open": "niet bekend: ",
    },
    "en": {
        "and": " and ", "or": " or ", "not": "not: ", "unknown": "is not known", "known": "is known",
        "<": "is less than {}", "<=": "is at most {}", ">": "is more than {}", ">=": "is {} or more",
        "between": "is {} to {}", "equals": "is {}", "open": "not known: ",
    },
}  # fmt: skip


def in_words(fact: Fact, value: FactValue, language: Language) -> str:
    """Say the answer to one fact: `de achterstand is € 25,00`, `er is nog geen herinnering verstuurd`."""
    words = _WORDS[language]
    if fact.is_number:
        shown = (
            words["unknown"] if value is None else words["equals"].format(show_value(fact, value, language))
        )
        return f"{name_of(fact, language)} {shown}"
    if value is None:
        first = "true" if fact.type is FactType.BOOL else ""
        return words["open"] + (_said(fact, first, language) if first else name_of(fact, language))
    return _said(fact, str(value).lower() if isinstance(value, bool) else str(value), language)


def condition_in_words(condition: Condition, language: Language) -> str:
    """Say a condition in one sentence, with brackets where they are needed."""
    words = _WORDS[language]
    if isinstance(condition, Ask):
        return _ask_in_words(condition, language)
    if isinstance(condition, Group):
        return words[condition.operator].join(_inner(part, language) for part in condition.parts)
    if isinstance(condition, Not):
        return opposite(condition.part, language)
    return condition.label.get(language) or _inner(condition.part, language)


def opposite(condition: Condition, language: Language) -> str:
    """Say that a condition is not so; numbers turn round (`is less than`), the rest gets a `not`."""
    words = _WORDS[language]
    turned = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
    if isinstance(condition, Ask):
        fact = condition.fact
        if condition.operator in turned:
            return _ask_in_words(
                Ask(fact=fact, operator=turned[condition.operator], numbers=condition.numbers), language
            )
        if condition.operator == "yes":
            return _said(fact, "false", language)
        if condition.operator == "known":
            return f"{_subject(fact, language)} {words['unknown']}"
    return words["not"] + _inner(condition, language)


def label_of(step: Step, language: Language) -> str:
    """Answer what a step is called, or its id when it has no label."""
    return step.label.get(language) or step.id.replace("_", " ")


def _ask_in_words(ask: Ask, language: Language) -> str:
    words, fact = _WORDS[language], ask.fact
    if ask.operator == "yes":
        return _said(fact, "true", language)
    if ask.operator == "known":
        return f"{_subject(fact, language)} {words['known']}"
    if fact.type is FactType.CHOICE:
        return words["or"].join(_said(fact, fact.values[number], language) for number in ask.numbers)
    shown = [_with_unit(fact, number, language) for number in ask.numbers]
    return f"{name_of(fact, language)} {words[ask.operator].format(*shown)}"


def _inner(condition: Condition, language: Language) -> str:
    text = condition_in_words(condition, language)
    is_or = isinstance(condition, Ask) and len(condition.numbers) > 1 and condition.operator == "in"
    return f"({text})" if isinstance(condition, Group) or is_or else text


def _subject(fact: Fact, language: Language) -> str:
    if fact.type is FactType.BOOL and not fact.label:
        return f"'{_said(fact, 'true', language)}'"
    return name_of(fact, language)


def _said(fact: Fact, key: str, language: Language) -> str:
    sentence = fact.words.get(key, {}).get(language)
    if sentence:
        return sentence
    name = name_of(fact, language)
    yes, no = ("ja", "nee") if language == "nl" else ("yes", "no")
    return f"{name}: { {'true': yes, 'false': no}.get(key, key.replace('_', ' ')) }"


def _with_unit(fact: Fact, number: int, language: Language) -> str:
    return show_value(fact, decode(fact, number), language)
