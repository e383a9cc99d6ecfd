"""camt.053: what is refused and where, and what the records say about what is odd."""

from pathlib import Path

import pytest

from gewoon.gateways import bank
from gewoon.gateways.bank import xml

FILES = Path(__file__).parents[2] / "data" / "bank"
PLAIN = (FILES / "camt-04-pending.xml").read_text("utf-8")
BATCH = (FILES / "camt-02-batch-and-return.xml").read_text("utf-8")


def refusal(tmp_path, content, name="afschrift.xml"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(bank.FileRefused) as caught:
        list(bank.read(path))
    return str(caught.value)


def entries(tmp_path, content):
    path = tmp_path / "afschrift.xml"
    path.write_text(content, "utf-8")
    return [record for record in bank.read(path) if isinstance(record, bank.Entry)]


@pytest.mark.parametrize(
    "amount",
    ["1e3", "NaN", "1_000.00", "٥.00", "+5", "-5", "5.001", "5,00", "", "9" * 16, "Infinity", "5. 0"],
)
def test_impossible_amount_is_refused_with_its_place(tmp_path, amount):
    sentence = refusal(
        tmp_path,
        PLAIN.replace('<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">5.00', f'<Ntry><Amt Ccy="EUR">{amount}'),
    )
    assert "afschrift.xml, statement 1, after entry 0: the amount is" in sentence


def test_amount_with_an_element_inside_or_written_twice_is_refused(tmp_path):
    assert "amount is nothing" in refusal(
        tmp_path, PLAIN.replace(">5.00</Amt><CdtDbtInd>", "><x/>5.00</Amt><CdtDbtInd>")
    )
    twice = '<Amt Ccy="EUR">7.00</Amt>'
    assert "amount is nothing" in refusal(tmp_path, PLAIN.replace(twice, twice * 2))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<Sts>PDNG</Sts>", "<Sts>MISSCHIEN</Sts>", "status"),
        ("<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<CdtDbtInd>CREDIT</CdtDbtInd><Sts>", "no direction"),
        ("<CdtDbtInd>CRDT</CdtDbtInd><Dt>", "<CdtDbtInd>X</CdtDbtInd><Dt>", "balance has no direction"),
        ("<BookgDt><Dt>2026-07-01", "<BookgDt><Dt>2026-02-30", "date"),
        ("<BookgDt><Dt>2026-07-01", "<BookgDt><Dt>20260701", "date"),
        ('/NtryRef><Amt Ccy="EUR">', '/NtryRef><Amt Ccy="USD">', "another currency"),
        ("<IBAN>NL59GWNB0000000001</IBAN></Id><Ccy>", "</Id><Ccy>", "account number"),
        ("<Cd>CLBD</Cd>", "<Cd>OPBD</Cd>", "twice"),
        ("</GrpHdr>", "</GrpHdr><Ntry/>", "where it does not belong"),
        ('"EUR">0.00', '"CHF">0.00', "different currencies"),
        ("</Refs>", "</Refs><CdtDbtInd>X</CdtDbtInd>", "a payment has no direction"),
    ],
)  # fmt: skip
def test_what_no_bank_writes_is_refused(tmp_path, old, new, reason):
    assert reason in refusal(tmp_path, PLAIN.replace(old, new))


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("camt.052.001.02", "a report during the day"),
        ("camt.054.001.08", "a notification"),
        ("pain.008.001.08", "a batch of direct debits"),
        ("camt.053.001.01", "of another kind"),
        ("xyz", "of another kind"),
    ],
)
def test_other_message_is_refused_by_what_it_is(tmp_path, version, reason):
    assert reason in refusal(tmp_path, PLAIN.replace("camt.053.001.04", version))


def test_prefix_and_any_later_version_are_read(tmp_path):
    content = PLAIN.replace("camt.053.001.04", "camt.053.001.13").replace("xmlns=", "xmlns:n=")
    content = (
        content.replace("</", "\0").replace("<", "<n:").replace("\0", "</n:").replace("<n:?xml", "<?xml")
    )
    assert [e.cents for e in entries(tmp_path, content)] == [500]


def test_file_without_a_statement_is_refused(tmp_path):
    start = PLAIN.index("<Stmt>")
    end = PLAIN.index("</Stmt>") + 7
    assert "no statement" in refusal(tmp_path, PLAIN[:start] + PLAIN[end:])


def test_statement_on_several_pages_keeps_them_apart(tmp_path):
    path = tmp_path / "afschrift.xml"
    path.write_text(PLAIN.replace("</Id><Elctrnc", "</Id><StmtPgntn><PgNb>2</PgNb></StmtPgntn><Elctrnc", 1))
    assert bank.dry_run(path)[0]["statements"][0]["id"] == "S1/2"


def test_repeated_reference_of_the_bank_identifies_only_the_first(tmp_path):
    references = [e.reference for e in entries(tmp_path, BATCH.replace("B0002", "B0001"))]
    assert references == ["B0001", "", "B0003"]


def test_returned_direct_debit_names_the_tenant_and_not_ourselves(tmp_path):
    account = "<CdtrAcct><Id><IBAN>NL59GWNB0000000001</IBAN></Id></CdtrAcct>"
    own = f"<Cdtr><Nm>Stichting Wonen Waterrijk</Nm></Cdtr>{account}"
    returned = entries(tmp_path, BATCH.replace("</RltdPties>", f"{own}</RltdPties>"))[2]
    assert [d.name for d in returned.details] == ["W. Verzonnen", "F. Bedacht"]


def test_entry_without_any_date_and_without_a_closing_day_is_refused(tmp_path):
    content = (
        (FILES / "camt-08-without-signs.xml").read_text("utf-8").replace("<Dt><Dt>2026-07-01</Dt></Dt>", "")
    )
    assert "an entry has no date" in refusal(tmp_path, content)


def test_too_many_payments_in_one_entry_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("gewoon.gateways.bank.camt.MOST_PAYMENTS", 1)
    assert "too many payments; expected 1 at most" in refusal(tmp_path, BATCH)


def test_too_many_balances_in_one_statement_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("gewoon.gateways.bank.camt.MOST_BALANCES", 1)
    assert "too many balances; expected 1 at most" in refusal(tmp_path, PLAIN)


def test_batch_reference_inside_the_payments_counts_when_all_agree(tmp_path):
    inside = BATCH.replace("<PmtInfId>BATCH-2026-07</PmtInfId>", "").replace(
        "<EndToEndId>", "<PmtInfId>P1</PmtInfId><EndToEndId>"
    )
    assert [e.batch_reference for e in entries(tmp_path, inside)] == ["P1"] * 3


@pytest.mark.parametrize("start", ["<!-- ", "<?pi "])
def test_beginning_without_end_is_refused(tmp_path, start):
    content = PLAIN.replace("<Document", start + "x" * 70_000 + "<Document")
    assert "byte 39" in refusal(tmp_path, content)


def test_root_element_without_end_is_refused(tmp_path):
    content = PLAIN.replace("<Document", '<Document a="' + "x" * 70_000 + '"')
    assert "root element does not end" in refusal(tmp_path, content)


def test_comments_behind_the_end_are_passed_over_and_never_hang(tmp_path):
    assert [e.cents for e in entries(tmp_path, PLAIN + "<!-- a -->\n" * 90)] == [500]
    assert "behind the end" in refusal(tmp_path, PLAIN + "<!---->" * 500 + "x")


def test_root_element_of_another_name_is_refused(tmp_path):
    assert "of another kind" in refusal(
        tmp_path, PLAIN.replace("<Document", "<Stmt").replace("/Document>", "/Stmt>")
    )


def test_full_line_of_remittance_runs_on_in_the_next(tmp_path):
    long, short = "x" * 140, "contract"
    content = PLAIN.replace("<Ustrd>Huur", f"<Ustrd>{long}</Ustrd><Ustrd>{short}</Ustrd><Ustrd>Huur")
    assert entries(tmp_path, content)[0].details[0].remittance == f"{long}{short} Huur juli contract 0004711"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<Document", "<!DOCTYPE Document><Document", "DOCTYPE"),
        ("<Document", '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document', "DOCTYPE"),
        ("<Document", "<!-- een -->\n<?pi?><!DOCTYPE Document><Document", "DOCTYPE"),
        ("Huur juli", "&huur;", "entity"),
        ("<Stmt>", "<Stmt><Stmt>", "closed by another name"),
        ("</Document>", "</Document><Document/>", "behind the end"),
        ("</Document>", "", "cut off"),
        ('encoding="UTF-8"', 'encoding="UTF-7"', "encoding"),
        ("Huur juli", "Huur \x02 juli", "character"),
        ("<?xml", "brief <?xml", "no known bank file"),
    ],
)
def test_broken_or_hostile_xml_is_refused(tmp_path, old, new, reason):
    assert reason in refusal(tmp_path, PLAIN.replace(old, new, 1))


def test_bytes_in_another_encoding_than_declared_are_refused(tmp_path):
    assert "encoding is not what the file says" in refusal(
        tmp_path, PLAIN.replace("Huur", "Café").encode("latin-1")
    )


def test_message_never_repeats_what_people_wrote(tmp_path):
    broken = PLAIN.replace("<Amt", "<Nm>Geheime Naam</Nm><Amt").replace(
        "5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>", "Geheime Naam</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>"
    )
    assert "Geheime" not in refusal(tmp_path, broken)


def test_deep_nesting_is_refused(tmp_path):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert "afschrift.xml" in refusal(tmp_path, PLAIN.replace("<Sts>PDNG", f"{deep}<Sts>PDNG"))


@pytest.mark.parametrize("piece", ['<a b="', "<a>", "<a/>", "<!--", "x"])
def test_piece_without_end_is_refused_after_two_megabytes(tmp_path, piece):
    path = tmp_path / "afschrift.xml"
    head, tail = PLAIN.split("<Sts>PDNG")
    path.write_text(f"{head}{piece}" + (piece if piece.endswith(">") else "x") * 5_000_000 + tail)
    with pytest.raises(bank.FileRefused):
        list(bank.read(path))


def test_guard_lets_any_number_of_entries_pass_in_small_pieces(tmp_path):
    entry = PLAIN[PLAIN.index("<Ntry>") : PLAIN.index("</Ntry>") + 7]
    many = PLAIN.replace(entry, (entry + " ") * (2 * xml.MOST_BYTES_WITHOUT_EVENT // len(entry)))
    assert len(entries(tmp_path, many)) > 5_000
