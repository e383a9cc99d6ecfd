"""Who works here, and what stands on the letters."""

import pytest

from gewoon.actions import people
from gewoon.actions.rights import CONSOLE, NotAllowed, NotFound, Refused
from gewoon.records.people import Association, Role, SavedView, User
from stories import LONG_AGO, association, at, officer

pytestmark = pytest.mark.django_db
NOW = at(LONG_AGO)


def test_there_is_one_association_and_it_can_be_described_again():
    assert not people.exists()
    association()
    association(town="2000 BB  Elders")
    assert people.exists()
    assert Association.objects.get().town == "2000 BB  Elders"


def test_what_an_association_does_not_have_is_refused():
    with pytest.raises(Refused, match="colour"):
        association(colour="blue")
    with pytest.raises(Refused, match="id"):
        association(id=3)
    assert not people.exists()


def test_somebody_gets_an_account_with_a_role_and_a_password():
    olga = officer("olga", first_name="Olga")
    found = User.objects.get(username="olga")
    assert (found, found.role, found.first_name) == (olga, Role.COLLECTION_OFFICER, "Olga")
    assert found.check_password("een lang wachtwoord")
    assert "wachtwoord" not in found.password


def test_a_taken_name_and_an_unknown_role_are_refused():
    officer("olga")
    with pytest.raises(Refused, match="already"):
        officer("olga")
    with pytest.raises(Refused, match="no role"):
        officer("piet", "director")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.IT_ADMIN])
def test_only_it_gives_accounts_and_describes_the_association(role):
    somebody = officer("somebody", role)
    with pytest.raises(NotAllowed):
        people.add_user(username="x", role=Role.MANAGER, password="geheim", by=somebody, now=NOW)
    with pytest.raises(NotAllowed):
        people.describe_association(details={"town": "X"}, by=somebody, now=NOW)


def test_it_gives_accounts():
    it = officer("it", Role.IT_ADMIN)
    assert people.add_user(username="x", role=Role.MANAGER, password="geheim", by=it, now=NOW).pk
    assert people.add_user(username="y", role=Role.MANAGER, password="geheim", by=CONSOLE, now=NOW).pk


def kept(by, name, query="view=all"):
    return people.save_view(name=name, query=query, by=by, now=NOW)


def test_a_view_that_is_known_by_name_means_the_new_list():
    olga = officer()
    assert kept(olga, " Mijn  straat ").pk == kept(olga, "Mijn straat", "q=straat").pk
    assert SavedView.objects.get().query == "q=straat"


def test_a_view_needs_a_name_of_its_own_and_there_are_twelve_at_most():
    olga = officer()
    first, second = kept(olga, "Een"), kept(olga, "Twee")
    with pytest.raises(Refused, match="at most 40"):
        kept(olga, "x" * 41)
    with pytest.raises(Refused, match="bears this name"):
        people.rename_view(first.pk, name="Twee", by=olga, now=NOW)
    for number in range(people.MOST_VIEWS - 2):
        kept(olga, f"Lijst {number}")
    with pytest.raises(Refused, match="twelve"):
        kept(olga, "Nog een")
    people.delete_view(second.pk, by=olga, now=NOW)
    assert people.rename_view(first.pk, name="Twee", by=olga, now=NOW).name == "Twee"


def test_a_view_of_somebody_else_does_not_exist():
    mine, other = kept(officer(), "Mijn straat"), officer("yara", Role.AUDITOR)
    with pytest.raises(NotFound):
        people.delete_view(mine.pk, by=other, now=NOW)
    with pytest.raises(NotFound):
        people.rename_view(mine.pk, name="x", by=other, now=NOW)
