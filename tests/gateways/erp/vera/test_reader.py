import json
from datetime import date, timedelta
from pathlib import Path

from gewoon.gateways.erp.vera import reader

EXPECTED = json.loads((Path(__file__).parents[3] / "data" / "erp" / "vera" / "expected.json").read_text())
DAY = date(2026, 11, 22)


def test_a_delivery_gives_the_figures_counted_by_hand(deliver, vera):
    delivery = deliver(vera, on=DAY)
    assert delivery.errors == ()
    claims = [[row.tenancy, row.kind, row.due_on.isoformat(), row.cents] for row in delivery.claims]
    assert claims == EXPECTED["claims"]
    for number, cents in EXPECTED["monthly_2026_11"].items():
        rows = [row for row in delivery.components if row.tenancy == int(number) and row.to_on is None]
        assert sum(row.cents for row in rows) == cents


def test_posts_of_each_tenancy_add_up_to_its_balance(deliver, vera):
    delivery = deliver(vera)
    for number, cents in EXPECTED["balances"].items():
        assert sum(row.cents for row in delivery.posts if row.tenancy == int(number) and row.counts) == cents
    assert sum(row.stated_cents for row in delivery.balances) == EXPECTED["control"]
    assert delivery.held() == ()


def test_the_same_delivery_in_another_order_and_spelling_gives_the_same(deliver, vera):
    again = {
        name: json.dumps(
            [dict(reversed(record.items())) for record in reversed(records)], indent=3, ensure_ascii=False
        )
        for name, records in vera.items()
    }
    first, second = deliver(vera), deliver(again)
    assert set(first.tenancies) == set(second.tenancies)
    assert set(first.posts) == set(second.posts)


def test_a_record_that_stands_on_two_pages_counts_once(deliver, vera):
    vera["boekingen-2.json"] = vera["boekingen.json"][:2]
    assert len(deliver(vera).posts) == 9


def test_one_id_with_two_contents_is_refused_with_both_places(deliver, vera, messages):
    vera["boekingen-2.json"] = [{**vera["boekingen.json"][0], "bedrag": 1}]
    (error,) = messages(deliver(vera).errors)
    assert error.startswith("boekingen-2.json /0/id: this id stands in boekingen.json /0 too")


def test_files_are_known_by_what_is_in_them_when_their_names_say_nothing(deliver, vera):
    named = deliver(vera)
    nameless = deliver({f"page{place}.json": records for place, records in enumerate(vera.values())})
    assert nameless.claims == named.claims and nameless.tenancies == named.tenancies


def test_records_that_nobody_knows_are_refused(deliver):
    (error,) = deliver({"page.json": [{"onzin": 1}, 2]}).errors
    assert "nobody can tell what these records are" in error.message


def test_resources_that_are_not_taken_in_are_said(deliver, vera):
    vera["externe_incassos.json"] = [{"id": "X"}]
    assert "externe-incassos are not taken in" in deliver(vera).warnings[0].message


def test_too_many_records_are_refused(deliver, vera, monkeypatch):
    monkeypatch.setattr(reader, "MOST_RECORDS", 5)
    assert "more than 5 records" in deliver(vera).errors[0].message


def test_no_more_records_are_checked_than_errors_are_read(deliver):
    assert len(deliver({"relaties.json": [{}] * 300}).errors) == 200


def test_a_role_that_has_ended_is_left_out(deliver, vera):
    vera["overeenkomsten.json"][1]["relaties"][1]["rollen"][0]["einddatum"] = str(DAY)
    roles = [
        [party.role for party in deliver(vera, on=on).tenancies[1].parties]
        for on in (DAY, DAY + timedelta(days=1))
    ]
    assert roles == [["tenant", "co_tenant", "administrator"], ["tenant", "administrator"]]
