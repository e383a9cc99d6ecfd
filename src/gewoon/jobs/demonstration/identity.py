"""Made-up accounts, telephone numbers, postcodes and addresses that can never be real."""

OWN_BANK = "GWNB"
"""The bank of the association: no bank has this code."""
TENANT_BANKS = ("TSTA", "TSTB", "TSTC")
"""The banks of everybody else: no bank has these codes."""
MADE_UP_BANKS = frozenset({OWN_BANK, *TENANT_BANKS, "TSTG", "TSTR", "TSTW", "TSTX"})
"""All bank codes in use here: also municipality, relatives, administrators and firms."""
OWN_CREDITOR = "NL00ZZZ999999990000"
"""Shape of the creditor identifier; the check digits are filled in by `creditor_id`."""
MAIL_DOMAIN = "post.example"
"""Ends in `.example`, which is reserved and never resolves (RFC 2606)."""

_POSTCODE_LETTERS = ("SA", "SD", "SS")  # never given out in the Netherlands
_ELEVEN = 11


def iban(bank: str, account: int) -> str:
    """Write a Dutch IBAN with valid check digits (ISO 7064) for a bank that does not exist.

    The account number is moved on until it fails the elfproef of the old ten-digit
    accounts, so that neither half could be real. Raises ValueError outside 0..9_999_999_990.
    """
    if not 0 <= account <= 9_999_999_990:
        raise ValueError(f"account number {account} does not fit in ten digits")
    while passes_elfproef(f"{account:010}", range(10, 0, -1)):
        account += 1
    body = f"{bank}{account:010}"
    return f"NL{_check_digits(body, 'NL')}{body}"


def creditor_id() -> str:
    """Write the association's creditor identifier (EPC262-08) with valid check digits."""
    return f"NL{_check_digits(OWN_CREDITOR[7:], 'NL')}{OWN_CREDITOR[4:]}"


def _check_digits(body: str, country: str) -> str:
    number = int("".join(str(int(sign, 36)) for sign in f"{body}{country}00"))
    return f"{98 - number % 97:02}"


def passes_elfproef(digits: str, weights: range) -> bool:
    """Say whether the weighted sum of the digits divides by eleven; all zeros do not count."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return total % _ELEVEN == 0 and total > 0


def could_be_citizen_number(digits: str) -> bool:
    """Say whether nine digits pass the elfproef of the citizen service number (weights 9 to 2, then -1)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % _ELEVEN == 0


def phone(number: int) -> str:
    """Write a telephone number in 06-00, a range that is not given out; `number` below a million."""
    return f"0600{number % 1_000_000:06}"


def postcode(number: int) -> str:
    """Write a postcode with letters that no Dutch postcode has."""
    digits, letters = divmod(number, len(_POSTCODE_LETTERS))
    return f"{9990 + digits % 10} {_POSTCODE_LETTERS[letters]}"


def email(first_name: str, surname: str, number: int) -> str:
    """Write a mail address in a domain that is reserved for examples."""
    name = f"{first_name}.{surname}".lower().replace(" ", "").replace("'", "")
    return f"{name}.{number}@{MAIL_DOMAIN}"
