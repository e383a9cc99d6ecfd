import pytest


@pytest.fixture
def one(deliver, vera):
    """Read one post of tenancy 2001 and answer it, without the others."""

    def run(kind, amount, detail="PRO", **options):
        signs = options.pop("signs", "by_kind")
        post = {**vera["boekingen.json"][0], "soort": {"code": kind}, "detailSoort": {"code": detail}}
        vera["boekingen.json"] = [{**post, "bedrag": amount, "saldo": amount, **options}]
        return deliver(vera, signs=signs)

    return run


@pytest.mark.parametrize(
    ("kind", "detail", "amount", "expected"),
    [
        ("VOR", "PRO", 10, ("rent", 1000)),
        ("VOR", "FAC", 10, ("other", 1000)),
        ("VOR", "CRE", -10, ("credit", -1000)),
        ("ONT", "BAN", 10, ("payment", -1000)),
        ("ONT", "BRT", 10, ("payment", -1000)),
        ("ONT", "STO", -10, ("reversal", 1000)),
        ("UIT", "STO", 10, ("reversal", 1000)),
        ("UIT", "TER", 10, ("refund", 1000)),
        ("MEM", "AFB", -2.44, ("credit", -244)),
        ("SKS", "EIN", -5, ("credit", -500)),
    ],
)
def test_the_kind_decides_what_an_amount_does(one, kind, detail, amount, expected):
    (post,) = one(kind, amount, detail).posts
    assert (post.kind, post.cents) == expected


def test_signs_may_be_taken_as_sent(one):
    (post,) = one("ONT", -10, "BAN", signs="as_sent").posts
    assert (post.kind, post.cents) == ("payment", -1000)


@pytest.mark.parametrize("detail", ["BET", "BRT", "AAN"])
def test_debt_that_is_restated_does_not_count(one, detail):
    delivery = one("VOR", 10, detail)
    assert not delivery.posts[0].counts and delivery.claims == ()


@pytest.mark.parametrize("kind", ["SAL", "PRJ", "OHD", "BUD", "BEP", "CON", "CVO"])
def test_posts_that_are_not_of_a_tenant_are_refused(one, kind):
    assert one(kind, 10).errors[0].place == "boekingen.json /0/soort/code"


def test_a_claim_without_due_date_gets_the_term_of_its_debtor(one):
    assert one("VOR", 10, vervaldatum=None).posts[0].due_on.isoformat() == "2026-09-15"
    assert one("VOR", 10, vervaldatum=None, debiteur=None).posts[0].due_on.isoformat() == "2026-09-01"


@pytest.mark.parametrize(
    ("owner", "place"),
    [
        ({"overeenkomst": {"id": "O-9"}}, "overeenkomst"),
        ({"debiteur": {"id": "D-9"}}, "debiteur"),
        ({"overeenkomst": None, "debiteur": None}, "overeenkomst"),
    ],
)
def test_a_post_of_an_unknown_owner_is_refused(one, owner, place):
    assert [error.place for error in one("VOR", 10, **owner).errors] == [f"boekingen.json /0/{place}"]


def test_a_post_of_a_debtor_alone_belongs_to_no_tenancy(one):
    delivery = one("VOR", 10, overeenkomst=None)
    assert delivery.posts[0].tenancy is None and delivery.claims == ()


def test_a_post_without_what_it_needs_is_refused_field_by_field(deliver, vera):
    vera["boekingen.json"] = [{"id": "B-1", "overeenkomst": {"id": "O-1"}}]
    places = [error.place for error in deliver(vera).errors]
    assert places == [f"boekingen.json /0/{name}" for name in ("soort", "boekdatum", "bedrag")]
