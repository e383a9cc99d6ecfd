"""Finding a tenancy by what people type."""

import pytest

from gewoon.gateways.erp.model import PartyRow
from gewoon.records.people import Role
from gewoon.records.queries import tenancies
from gewoon.records.queries.rights import Hidden
from stories import iban, tenancy

ACCOUNT = iban("TSTA", 4321)


@pytest.fixture
def found(olga):
    """Give the numbers that a search finds."""
    anna = PartyRow(role="tenant", name="De Verzonnen", first_name="Anna", phone="06-1234 5678", iban=ACCOUNT)
    bas = PartyRow(role="co_tenant", name="Bas Proefman", first_name="Bas")
    tenancy(101, parties=(anna, bas))
    tenancy(102, name="Anders")
    return lambda text: [each.number for each in tenancies.search(olga, text)]


@pytest.mark.parametrize(
    "text",
    ["verzonnen", "Anna de Verzonnen", "proefman", "101", "Nergensweg 101", "4321", ACCOUNT, "0612345678",
     "+31 6 1234 5678", "06 12345678", f"{ACCOUNT[:4]} {ACCOUNT[4:8]} {ACCOUNT[8:12]} {ACCOUNT[12:]}"],
)  # fmt: skip
def test_what_people_type_finds_the_one(found, text):
    assert found(text) == [101]


@pytest.mark.parametrize(
    "text", ["nobody", "", "  ", "99999999999999999999", "%", "_", "Anna Anders", "\x00"]
)
def test_what_fits_nobody_finds_nobody(found, text):
    assert found(text) == []


def test_a_street_finds_all_who_live_there(found):
    assert found("nergensweg") == [101, 102]
    assert found("1000 AB") == found("1000ab") == [101, 102]


def test_a_name_stands_there_once():
    assert tenancies.full_name("Anna", "Anna Verzonnen") == "Anna Verzonnen"
    assert tenancies.full_name("Anna", "Verzonnen") == "Anna Verzonnen"
    assert tenancies.full_name("", "Verzonnen") == "Verzonnen"


def test_names_come_in_two_questions_whatever_their_number(late, django_assert_num_queries):
    with django_assert_num_queries(2):
        named = tenancies.named([each.pk for each in reversed(late)])
    assert [each.number for each in named.values()] == [103, 102, 101]
    assert named[late[0].pk].name == "Proef Verzonnen"
    assert named[late[0].pk].address == "Nergensweg 101"


def test_a_social_worker_finds_only_the_own(social, late, give_to):
    give_to(late[2], Role.SOCIAL_WORKER)
    assert [each.number for each in tenancies.search(social, "verzonnen")] == [103]


def test_a_trainer_finds_nobody(strangers, late):
    with pytest.raises(Hidden):
        tenancies.search(strangers[0], "verzonnen")
