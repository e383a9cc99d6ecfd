from datetime import date

import pytest

TENANCIES = "number;home;street;house_number;postcode;town;starts_on;tenant_name"
ROW = "12;W1;Fuutplein;3;9990SA;Waterrijk;2020-01-01;Anna de Verzonnen"


def test_a_tenancy_is_read_with_everybody_on_it(deliver):
    header = f"{TENANCIES};first_name;second_tenant_name;administrator_name;administrator_address;household"
    row = f"{ROW};Anna;Bram Bedacht;Kantoor Overzicht Bewind;Sluiskade 7, 9991 SD Waterrijk;couple"
    delivery = deliver({"tenancies.csv": f"{header}\n{row}\n"})
    (tenancy,) = delivery.tenancies
    assert (tenancy.number, tenancy.postcode, tenancy.starts_on) == (12, "9990 SA", date(2020, 1, 1))
    assert [(party.role, party.name) for party in tenancy.parties] == [
        ("tenant", "Anna de Verzonnen"),
        ("co_tenant", "Bram Bedacht"),
        ("administrator", "Kantoor Overzicht Bewind"),
    ]
    assert delivery.formats == ("CSV",)


def test_a_mandate_is_read_with_its_signature(deliver):
    header = f"{TENANCIES};mandate;mandate_signed_on"
    delivery = deliver({"tenancies.csv": f"{header}\n{ROW};M-12;2020-01-01\n"})
    (mandate,) = delivery.mandates
    assert (mandate.tenancy, mandate.reference, mandate.signed_on) == (12, "M-12", date(2020, 1, 1))


def test_a_mandate_without_signature_or_twice_is_refused(deliver, messages):
    header, other = f"{TENANCIES};mandate;mandate_signed_on", ROW.replace("12;W1", "13;W2")
    rows = f"{ROW};M-12;\n{ROW.replace('12;W1', '14;W3')};M-1;2020-01-01\n{other};M-1;2020-01-01\n"
    found = messages(deliver({"tenancies.csv": f"{header}\n{rows}"}).errors)
    assert "needs both mandate and mandate_signed_on" in found[0]
    assert "the same mandate stands in tenancies.csv row 3 already" in found[1]


def test_columns_may_stand_in_any_order_after_commas_and_a_byte_order_mark(deliver):
    text = "\ufeffamount,kind,tenancy,from\n500.05,net,12,2026-07-01\n-10,service,12,2026-07-01\n\n"
    delivery = deliver({"rents.csv": text})
    assert [(row.tenancy, row.kind, row.cents, row.to_on) for row in delivery.components] == [
        (12, "net", 50005, None),
        (12, "service", -1000, None),
    ]


def test_open_items_are_known_by_their_columns_whatever_the_file_is_called(deliver):
    delivery = deliver(
        {"beginstand.csv": "tenancy;kind;due_on;amount;text\n12;rent;2026-10-01;612.5;Huur oktober\n"}
    )
    (claim,) = delivery.claims
    assert (claim.kind, claim.due_on, claim.cents, claim.text) == (
        "rent",
        date(2026, 10, 1),
        61250,
        "Huur oktober",
    )


def test_an_unknown_column_is_refused_with_the_nearest_name(deliver, messages):
    delivery = deliver({"rents.csv": "tenancy;kind;from;amout;zzz\n"})
    assert messages(delivery.errors) == [
        "rents.csv row 1, column 4: this column is unknown in rents; nearest: amount",
        "rents.csv row 1, column 5: this column is unknown in rents; "
        "expected tenancy, kind, from, to, amount",
        "rents.csv row 1: the column amount is missing",
    ]


def test_a_column_that_stands_twice_is_refused(deliver):
    delivery = deliver({"rents.csv": "tenancy;kind;from;amount;kind\n"})
    assert "second time" in delivery.errors[0].message


def test_a_header_without_names_is_refused(deliver):
    assert "the header is missing" in deliver({"rents.csv": ";;\n"}).errors[0].message


@pytest.mark.parametrize("title", ["BSN", "bsn_nummer", "Burgerservicenummer", "Sofi-nummer", "B.S.N."])
def test_a_column_of_citizen_service_numbers_is_refused_whatever_its_spelling(deliver, title):
    delivery = deliver({"tenancies.csv": f"{TENANCIES};{title}\n{ROW};123456782\n"})
    (error,) = delivery.errors
    assert error.place == "tenancies.csv row 1, column 9"
    assert "leave it out, this system must not hold it" in error.message


def test_all_errors_come_at_once_and_nothing_is_taken(deliver, messages):
    wrong = "0x1;;Fuutplein;3;99 SA;Waterrijk;1-1-2020;X;;31;cash"
    text = f"{TENANCIES};ends_on;rent_day;way_of_paying\n{ROW};;;\n{wrong}\n"
    delivery = deliver({"tenancies.csv": text})
    assert delivery.tenancies == ()
    assert [line.split(":")[0] for line in messages(delivery.errors)] == [
        f"tenancies.csv row 3, column {name}"
        for name in ("number", "home", "postcode", "starts_on", "rent_day", "way_of_paying")
    ]


def test_messages_show_no_value_of_the_file(deliver, messages):
    secrets = "12;W1;Fuutplein;3;Geheim;Waterrijk;Geheim;Naam;Geheim;Geheim;Ge!heim;Geheim"
    text = f"{TENANCIES};phone;email;iban;language\n{secrets}\n"
    delivery = deliver({"tenancies.csv": text})
    assert len(delivery.errors) == 6
    assert "eheim" not in " ".join(messages(delivery.errors))


@pytest.mark.parametrize("amount", ["1,50", "1.912,50", "€ 5", "1e3", "NaN", "5.005", "0.1234"])
def test_an_amount_is_never_guessed(deliver, amount):
    delivery = deliver({"rents.csv": f"tenancy;kind;from;amount\n12;net;2026-07-01;{amount}\n"})
    assert "expected an amount in euros with at most two decimals" in delivery.errors[0].message


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_an_open_item_is_above_zero(deliver, amount):
    delivery = deliver({"opening_items.csv": f"tenancy;kind;due_on;amount\n12;rent;2026-07-01;{amount}\n"})
    assert "use kind credit" in delivery.errors[0].message


@pytest.mark.parametrize("day", ["20260701", "2026-W23-1", "2026-02-30", "1-7-2026"])
def test_a_date_has_one_form_and_exists(deliver, day):
    assert deliver({"rents.csv": f"tenancy;kind;from;amount\n12;net;{day};5\n"}).errors


def test_the_end_does_not_lie_before_the_beginning(deliver):
    delivery = deliver({"rents.csv": "tenancy;kind;from;to;amount\n12;net;2026-07-01;2026-06-30;5\n"})
    assert delivery.errors[0].message.startswith("to lies before from")


def test_a_row_with_another_number_of_cells_is_refused(deliver):
    text = "tenancy;kind;from;amount\n12;net;2026-07-01;5;6\n12;net\n12;net;2026-07-01;5;\n"
    assert [error.place for error in deliver({"rents.csv": text}).errors] == [
        "rents.csv row 2",
        "rents.csv row 3",
    ]


def test_the_same_tenancy_or_rent_twice_is_refused_with_both_places(deliver, messages):
    rents = "tenancy;kind;from;amount\n12;net;2026-07-01;5\n12;net;2026-07-01;6\n"
    delivery = deliver({"tenancies.csv": f"{TENANCIES}\n{ROW}\n{ROW}\n", "rents.csv": rents})
    assert messages(delivery.errors) == [
        "tenancies.csv row 3: the same tenancy stands in tenancies.csv row 2 already; keep one of the two",
        "rents.csv row 3: the same rent stands in rents.csv row 2 already; keep one of the two",
    ]


def test_a_home_with_two_addresses_is_a_warning(deliver):
    other = ROW.replace("12;", "13;").replace(";3;", ";5;")
    delivery = deliver({"tenancies.csv": f"{TENANCIES}\n{ROW}\n{other}\n"})
    assert "another address" in delivery.warnings[0].message


def test_wrong_check_digits_of_an_account_are_only_a_warning(deliver):
    accounts = {12: "NL51 TSTB 0100 0011 10", 13: "NL52TSTB0100001110", 14: "NL5"}
    rows = "".join(f"{ROW.replace('12;', f'{number};')};{iban}\n" for number, iban in accounts.items())
    delivery = deliver({"tenancies.csv": f"{TENANCIES};iban\n{rows}"})
    assert [row.parties[0].iban[:4] for row in delivery.tenancies] == ["NL51", "NL52", "NL5"]
    assert [warning.place for warning in delivery.warnings] == [
        "tenancies.csv row 3, column iban",
        "tenancies.csv row 4, column iban",
    ]


def test_a_telephone_number_that_lost_its_zero_is_noticed(deliver):
    delivery = deliver({"tenancies.csv": f"{TENANCIES};phone\n{ROW};600000001\n"})
    assert "leading zero was lost" in delivery.errors[0].message


@pytest.mark.parametrize("name", ["x" * 121, "twee\tregels"])
def test_text_that_does_not_fit_is_refused(deliver, name):
    delivery = deliver({"tenancies.csv": f"{TENANCIES}\n{ROW.replace('Anna de Verzonnen', name)}\n"})
    assert [error.place for error in delivery.errors] == ["tenancies.csv row 2, column tenant_name"]


def test_after_two_hundred_errors_the_rest_is_not_looked_for(deliver):
    rows = "x;net;2026-07-01;x\n" * 300
    delivery = deliver({"rents.csv": f"tenancy;kind;from;amount\n{rows}", "more.csv": "nothing\n"})
    assert len(delivery.errors) == 201
    assert delivery.errors[-1].message == "and 9 more errors"


def test_after_two_hundred_warnings_only_their_number_grows(deliver):
    rows = "".join(f"{ROW.replace('12;', f'{number};')};NL5\n" for number in range(1, 251))
    delivery = deliver({"tenancies.csv": f"{TENANCIES};iban\n{rows}"})
    assert delivery.warnings[-1].message == "and 50 more warnings"
