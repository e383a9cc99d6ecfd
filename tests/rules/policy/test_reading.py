"""Reading a policy: what is wrong, all at once, with places and nearest names."""

import pytest

from gewoon.rules.policy.reading import Shipped, Text, read_catalogue, read_gates, read_policy


def told(reading):
    return [(finding.place.line, finding.message) for finding in reading.findings]


def test_one_label_serves_both_languages(read, small):
    policy = read(small.replace('name = "small"', 'name = "small"\nlabel = "Beleid"')).policy
    assert policy.label == {"nl": "Beleid", "en": "Beleid"}


def test_a_sound_policy_is_read_whole(policy):
    assert [rule.id for rule in policy.rules] == ["nothing", "out", "write", "ring"]
    assert [guarantee.id for guarantee in policy.guarantees] == ["E1", "E2", "G1", "G2"]
    assert list(policy.steps) == ["call", "letter", "eviction", "no_step", "ask_a_person"]
    assert policy.is_bound and policy.is_gate("eviction") and not policy.is_gate("letter")
    assert [guarantee.id for guarantee in policy.guarantees_of("letter")] == ["G1"]


def test_a_mistake_over_several_lines_is_shown_at_its_line_and_column(read, small):
    reading = read(small.replace("help is none or", "help is nune or"))
    place = reading.findings[0].place
    line = small[: small.index("help is none or")].count("\n") + 1
    assert (place.line, place.column) == (line, 14)
    assert "did you mean 'none'?" in reading.findings[0].message


def test_all_mistakes_are_told_in_one_go(read, small):
    wrong = (
        small.replace('otherwise = "ask_a_person"\n', "")
        .replace('id = "ring"', 'id = "write"')
        .replace('then = "letter"', 'then = "leter"')
        .replace("call_attempts < 3", "calls < 3")
        .replace('protects = ["letter", "eviction"]', 'protects = ["lettr"]')
    )
    messages = " | ".join(message for _, message in told(read(wrong)))
    for said in (
        "'otherwise' is missing",
        "rule 'write' stands here twice",
        "rule write: unknown step 'leter'; did you mean 'letter'?",
        "unknown fact 'calls'",
        "guarantee G1: unknown step 'lettr'; did you mean 'letter'?",
    ):
        assert said in messages
    assert read(wrong).policy is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "small"', "name = 5", "'name' is a text, not 5"),
        ("valid_from = 2026-07-01", 'valid_from = "now"', "'valid_from' is a date such as 2026-07-01"),
        ("valid_from = 2026-07-01", "valid_from = 2026-07-01T10:00:00", "'valid_from' is a date"),
        ("in_arrears =", "in_arears =", "unknown key 'in_arears'; did you mean 'in_arrears'?"),
        ("term_days = 5", "term_days = 0.5", "'term_days' is a whole number of days"),
        ('establishes = ["call_attempts"]', 'establishes = ["calls"]', "step call: unknown fact 'calls'"),
        ('establishes = ["call_attempts"]', 'establishes = "calls"', "'establishes' is a list of words"),
        ('owner = "manager"\n', "", "'owner' is missing"),
        ('source = "2"\n', "", "'source' is missing"),
        (
            'why = { nl = "Wij bellen.", en = "We call." }',
            'why = { nl = "Wij" }',
            "'why' is a text in both languages",
        ),
        ('why = { nl = "Wij bellen.", en = "We call." }', "why = 5", "'why' is a text in both languages"),
        ('id = "G2"', 'id = "E1"', "guarantee 'E1' stands here twice: the product has one"),
        ('id = "G2"', 'id = "G 2"', "'id' is letters, digits"),
        ('protects = ["eviction"]', "protects = []", "'protects' names at least one step"),
        (
            'require = "call_attempts >= 1"',
            'require = "call_attempts"',
            "guarantee G1: 'call_attempts' is a count",
        ),
        ('source = "5"', 'kind = "wish"', "'kind' is one of law, case_law"),
        ('id = "call"', 'id = "letter"', "step 'letter' stands here twice"),
        ("[policy]", "[polcy]", "unknown key 'polcy'; did you mean 'policy'?"),
        (
            'when = "arrears is 0 and',
            'when = "arrears and',
            "impossible when: 'arrears' is an amount of money",
        ),
    ],
)
def test_each_mistake_has_its_own_message(read, small, old, new, said):
    assert old in small
    assert any(said in message for _, message in told(read(small.replace(old, new, 1))))


def test_a_policy_without_rules_or_with_another_shape_is_refused(read):
    assert any("at least one [[rule]]" in message for _, message in told(read("")))
    assert any("write each rule as [[rule]]" in message for _, message in told(read("rule = 5")))
    assert any("write each rule as [[rule]]" in message for _, message in told(read("rule = [1]")))


def test_no_toml_and_giants_are_refused_with_a_place(read):
    assert told(read("a = 1\nb = = 2"))[0][0] == 2
    assert "this is no TOML" in told(read("a = 1\na ="))[0][1]
    assert "at most 400000" in told(read("[" * 10_000_000))[0][1]
    assert "nested too deeply" in told(read("a = " + "[" * 100_000))[0][1]


def test_own_facts_stand_beside_the_catalogue_and_may_replace_it(read):
    own = (
        '[policy]\nname = "a"\nvalid_from = 2020-01-01\notherwise = "none"\n'
        '[[fact]]\nname = "arrears"\ntype = "count"\nlabel = "money"\n'
        '[[rule]]\nid = "r"\nwhen = "arrears > 5 and not dispute"\nthen = "go"\n'
    )
    policy = read(own).policy
    assert policy.facts["arrears"].is_own and not policy.facts["dispute"].is_own
    assert list(policy.steps) == ["go", "none"] and policy.guarantees == ()


def test_wrong_own_facts_are_told(read, small):
    facts = "".join(
        f'[[fact]]\nname = "{name}"\ntype = "{kind}"\n'
        for name, kind in (("a", "bool"), ("a", "bool"), ("is", "bool"), ("1x", "bool"), ("b", "float"))
    )
    messages = [message for _, message in told(read(small + facts))]
    assert [message[:24] for message in messages] == [
        "fact 'a' stands here twi",
        "a fact cannot be called ",
        "a fact cannot be called ",
        "fact b: 'type' is one of",
    ]


def test_wrong_shipped_texts_are_the_fault_of_the_product(shipped):
    with pytest.raises(ValueError, match=r"facts\.toml:1"):
        read_catalogue(Text(file="facts.toml", content="fact = 5"))
    with pytest.raises(ValueError, match="no TOML"):
        read_catalogue(Text(file="facts.toml", content="="))
    with pytest.raises(ValueError, match="unknown fact"):
        read_gates(shipped.gates, {})


def test_a_policy_is_read_without_gates_too(small, shipped):
    bare = Shipped(catalogue=shipped.catalogue, gates=())
    policy = read_policy(Text(file="p", content=small), bare).policy
    assert [guarantee.id for guarantee in policy.guarantees] == ["G1", "G2"]
