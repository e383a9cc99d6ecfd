"""A small policy with its own catalogue, for the tests of the policy room."""

import pytest

from gewoon.rules.policy.reading import Shipped, Text, read_policy

CATALOGUE = """
[[fact]]
name = "arrears"
type = "money"
range = [0, 10000]
label = { nl = "de achterstand", en = "the arrears" }
established_by = ["importer"]

[[fact]]
name = "arrears_months"
type = "months"
range = [0, 100]
unknown = true
label = { nl = "de achterstand in maanden", en = "the arrears in months" }
established_by = ["importer"]

[[fact]]
name = "call_attempts"
type = "count"
range = [0, 100]
label = { nl = "het aantal belpogingen", en = "the attempts to call" }
established_by = ["call"]

[[fact]]
name = "days_since_letter"
type = "days"
range = [0, 1000]
unknown = true
label = { nl = "het aantal dagen sinds de brief", en = "the days since the letter" }
established_by = ["letter"]

[[fact]]
name = "help"
type = "choice"
values = ["none", "offered", "running"]
label = { nl = "de hulp", en = "the help" }
words.none = { nl = "er is geen hulp", en = "there is no help" }
words.offered = { nl = "hulp is aangeboden", en = "help was offered" }
words.running = { nl = "er loopt hulp", en = "help is running" }
established_by = ["person"]

[[fact]]
name = "dispute"
type = "bool"
unknown = true
yes = { nl = "er is een meningsverschil", en = "there is a dispute" }
no = { nl = "er is geen meningsverschil", en = "there is no dispute" }
established_by = ["person"]

[[fact]]
name = "judge_agrees"
type = "bool"
unknown = true
yes = { nl = "de rechter is akkoord", en = "the judge agrees" }
no = { nl = "de rechter is niet akkoord", en = "the judge disagrees" }
established_by = ["later"]
"""

GATES = """
[[guarantee]]
id = "E1"
protects = ["eviction"]
require = "judge_agrees"
kind = "law"
source = "Rv 430"
label = { nl = "De rechter is akkoord.", en = "The judge agrees." }

[[guarantee]]
id = "E2"
protects = ["eviction"]
require = "help is not offered"
kind = "practice"
effect = "warn"
source = "practice"
label = { nl = "Er ligt geen aanbod.", en = "No offer is open." }
"""

POLICY = """
[policy]
name = "small"
valid_from = 2026-07-01
otherwise = "ask_a_person"
in_arrears = "arrears > 0"

[[step]]
id = "call"
owner = "officer"
term_days = 5
establishes = ["call_attempts"]
label = { nl = "Bel de huurder", en = "Call the tenant" }
to_tenant = { nl = "Wij bellen u.", en = "We call you." }

[[step]]
id = "letter"
owner = "officer"
term_days = 3
establishes = ["days_since_letter"]
label = { nl = "Stuur een brief", en = "Send a letter" }

[[step]]
id = "eviction"
owner = "manager"
term_days = 10

[[term]]
id = "heavy"
when = "arrears_months >= 2.5"
label = { nl = "de achterstand is zwaar", en = "the arrears are heavy" }

[[impossible]]
when = "arrears is 0 and arrears_months > 0"
why = { nl = "Kan niet.", en = "Cannot be." }

[[rule]]
id = "nothing"
when = "arrears is 0"
then = "no_step"
why = { nl = "Er is geen achterstand.", en = "There are no arrears." }
source = "1"

[[rule]]
id = "out"
when = "heavy and days_since_letter >= 15 and not dispute and call_attempts >= 1"
then = "eviction"
why = { nl = "Niets hielp.", en = "Nothing helped." }
source = "2"

[[rule]]
id = "write"
when = '''
call_attempts >= 1 and days_since_letter is not known
and (help is none or arrears between 25 and 500.50 euro)
'''
then = "letter"
why = { nl = "Wij schrijven.", en = "We write." }
source = "3"

[[rule]]
id = "ring"
when = "call_attempts < 3 and help not in (running, offered)"
then = "call"
why = { nl = "Wij bellen.", en = "We call." }
source = "4"

[[guarantee]]
id = "G1"
protects = ["letter", "eviction"]
require = "call_attempts >= 1"
source = "5"
label = { nl = "Eerst bellen.", en = "Call first." }

[[guarantee]]
id = "G2"
protects = ["eviction"]
require = "days_since_letter >= 15"
"""


def shipped_with(catalogue=CATALOGUE, gates=GATES):
    return Shipped(
        catalogue=Text(file="facts.toml", content=catalogue), gates=(Text(file="gates.toml", content=gates),)
    )


@pytest.fixture(scope="session")
def shipped():
    return shipped_with()


@pytest.fixture(scope="session")
def small():
    return POLICY


@pytest.fixture(scope="session")
def read(shipped):
    return lambda text: read_policy(Text(file="policy.toml", content=text), shipped)


@pytest.fixture(scope="session")
def read_under():
    """Read a policy under other guarantees of the law."""
    return lambda gates, text: (
        read_policy(Text(file="policy.toml", content=text), shipped_with(gates=gates)).policy
    )


@pytest.fixture(scope="session")
def sound(read):
    def one(text):
        reading = read(text)
        assert reading.findings == ()
        return reading.policy

    return one


@pytest.fixture(scope="session")
def policy(sound):
    return sound(POLICY)


@pytest.fixture(scope="session")
def row():
    calm = {"arrears": 50000, "arrears_months": 100, "call_attempts": 0, "help": "none", "dispute": False}
    return lambda **other: {**calm, "days_since_letter": None, **other}
