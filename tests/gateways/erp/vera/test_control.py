def test_a_difference_is_a_warning_with_both_sums_and_holds_the_letters(deliver, vera):
    vera["debiteuren.json"][0]["saldo"] = 600
    delivery = deliver(vera)
    warning = next(each for each in delivery.warnings if each.place == "debiteuren.json /0")
    assert "add up to 663.50 and 663.50 is open on them, the debtor states 600.00" in warning.message
    assert delivery.held() == (2001,)


def test_open_amounts_that_differ_hold_the_letters_too(deliver, vera):
    vera["boekingen.json"][0]["saldo"] = 1
    assert deliver(vera).held() == (2001,)


def test_a_source_with_signs_of_its_own_is_recognised_but_not_guessed(deliver, vera):
    for post in vera["boekingen.json"]:
        if post["soort"]["code"] == "ONT":
            post.update(bedrag=-post["bedrag"], saldo=-post["saldo"])
    del vera["boekingen.json"][5]
    delivery = deliver(vera)
    assert delivery.held() == (2001, 2002)
    assert any("choose the signs as_sent" in warning.message for warning in delivery.warnings)
    assert deliver(vera, signs="as_sent").held() == ()


def test_without_open_amounts_the_oldest_claims_are_paid_first(deliver, vera):
    for post in vera["boekingen.json"]:
        post["saldo"] = None
    delivery = deliver(vera)
    found = [(row.tenancy, row.kind, row.cents, row.source_id) for row in delivery.claims]
    assert found == [
        (2001, "rent", 10055, "B-3"),
        (2001, "other", 55055, "B-5"),
        (2001, "other", 1240, "B-7"),
        (2002, "credit", 1000, "B-9"),
    ]
    assert delivery.held() == ()


def final_account(vera, amount):
    post = {**vera["boekingen.json"][6], "id": "B-20", "detailSoort": {"code": "EIN"}}
    vera["boekingen.json"].append({**post, "bedrag": amount, "saldo": 0})


def test_a_final_account_counts_when_the_balance_says_so(deliver, vera):
    final_account(vera, 100)
    vera["debiteuren.json"][0]["saldo"] = 763.5
    post = next(row for row in deliver(vera).posts if row.source_id == "B-20")
    assert post.counts


def test_a_final_account_that_sums_up_delivered_claims_does_not_count(deliver, vera):
    final_account(vera, 663.5)
    post = next(row for row in deliver(vera).posts if row.source_id == "B-20")
    assert not post.counts and deliver(vera).held() == ()


def test_without_a_balance_a_final_account_counts_only_alone(deliver, vera):
    final_account(vera, 100)
    for post in vera["boekingen.json"]:
        del post["debiteur"]
    assert not next(row for row in deliver(vera).posts if row.source_id == "B-20").counts
    vera["boekingen.json"] = vera["boekingen.json"][-1:]
    assert deliver(vera).posts[0].counts


def test_a_debtor_without_what_it_needs_is_refused(deliver, vera):
    vera["debiteuren.json"].append({"id": "D-3"})
    places = [error.place for error in deliver(vera).errors]
    assert places == ["debiteuren.json /2/relatie", "debiteuren.json /2/saldo"]


def test_a_debtor_of_an_unknown_relation_is_said(deliver, vera):
    vera["debiteuren.json"][1]["relatie"] = {"id": "R-9"}
    assert any(warning.place == "debiteuren.json /1/relatie" for warning in deliver(vera).warnings)
