"""Terms."""


def test_a_circle_of_terms_is_told_once_with_its_way(read, small):
    circle = '[[term]]\nid = "a"\nwhen = "b"\n[[term]]\nid = "b"\nwhen = "not a"\n'
    findings = read(small + circle).findings
    assert [finding.message for finding in findings] == ["term 'a' goes round in a circle: a -> b -> a"]


def test_a_term_that_names_a_broken_one_is_not_blamed(read, small):
    broken = '[[term]]\nid = "a"\nwhen = "b or b"\n'
    broken += '[[term]]\nid = "b"\nwhen = "nope"\n[[term]]\nid = "c"\nwhen = "a >"\n'
    messages = [finding.message for finding in read(small + broken).findings]
    assert messages[0] == "term b: unknown fact 'nope'"
    assert len(messages) == 2 and "ends too early" in messages[1]


def test_a_rule_on_a_circle_is_not_blamed(read, small):
    circle = '[[term]]\nid = "a"\nwhen = "a"\n'
    findings = read(small.replace('"arrears is 0"', '"a"', 1) + circle).findings
    assert [finding.message for finding in findings] == ["term 'a' goes round in a circle: a -> a"]


def test_a_long_chain_of_terms_is_refused(read, small):
    chain = "".join(f'[[term]]\nid = "t{n}"\nwhen = "t{n + 1}"\n' for n in range(30))
    messages = [
        finding.message
        for finding in read(small + chain + '[[term]]\nid = "t30"\nwhen = "dispute"\n').findings
    ]
    assert messages == ["term 't21' stands on more than 20 other terms: t0 -> t1 -> t2"]


def test_terms_that_double_do_not_explode(read, small):
    double = "".join(f'[[term]]\nid = "t{n}"\nwhen = "t{n + 1} or t{n + 1}"\n' for n in range(15))
    messages = [
        finding.message
        for finding in read(small + double + '[[term]]\nid = "t15"\nwhen = "dispute"\n').findings
    ]
    assert any("tests in one condition; at most 500" in message for message in messages)


def test_a_term_is_yes_or_no_without_more(read, small):
    findings = read(small.replace('when = "heavy and', 'when = "heavy > 5 and')).findings
    assert "rule out: 'heavy' is a term" in findings[0].message


def test_a_name_is_used_once(read, small):
    taken = '[[term]]\nid = "dispute"\nwhen = "arrears > 5"\n'
    taken += '[[term]]\nid = "heavy"\nwhen = "arrears > 5"\n[[term]]\nid = "empty"\n'
    messages = [finding.message for finding in read(small + taken).findings]
    assert messages == [
        "term 'dispute' has the name of a fact",
        "term 'heavy' has the name of another term",
        "'when' is missing",
    ]
