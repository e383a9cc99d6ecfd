"""Homes, tenancies and the people on them. No BSN anywhere."""

from django.db import models
from django.db.models import F, Q

from gewoon.records.people import User


class Home(models.Model):
    """A dwelling (verhuureenheid, VHE). Kept as long as it is let."""

    number = models.CharField(max_length=32, unique=True)
    street = models.CharField(max_length=80)
    house_number = models.CharField(max_length=16)
    postcode = models.CharField(max_length=7)
    town = models.CharField(max_length=80)


class WayOfPaying(models.TextChoices):
    """How the rent comes in."""

    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct_debit"


class Tenancy(models.Model):
    """A letting of a home to its tenants; its row is the lock for everything that happens to it."""

    number = models.PositiveIntegerField(unique=True)
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="tenancies")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # last day
    rent_day = models.PositiveSmallIntegerField(default=1)
    way_of_paying = models.CharField(max_length=16, choices=WayOfPaying, default=WayOfPaying.TRANSFER)

    class Meta:
        """A tenancy cannot end before it starts; a rent day exists in each month."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="tenancy_dates"
            ),
            models.CheckConstraint(condition=Q(rent_day__range=(1, 28)), name="tenancy_rent_day"),
        )


class PartyRole(models.TextChoices):
    """What somebody is to the tenancy."""

    TENANT = "tenant"
    CO_TENANT = "co_tenant"  # jointly liable (BW 7:266)
    ADMINISTRATOR = "administrator"  # bewindvoerder: letters go there
    PAYER = "payer"  # pays for somebody else


class Party(models.Model):
    """Somebody on a tenancy.

    Personal: kept until 2 years after the tenancy ends or its account is settled, then the
    names become "erased" and the other fields empty.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=16, choices=PartyRole, default=PartyRole.TENANT)
    name = models.CharField(max_length=120)
    first_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=3, default="nl")
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    iban = models.CharField(max_length=34, blank=True)
    address = models.TextField(blank=True)  # only where it differs from the home
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    deceased_on = models.DateField(null=True)

    class Meta:
        """Found by account and by name."""

        indexes = (
            models.Index(fields=["iban"], name="party_iban"),
            models.Index(fields=["name"], name="party_name"),
        )

    @property
    def full_name(self) -> str:
        """The name as it stands on a letter."""
        return full_name(self.first_name, self.name)


def full_name(first_name: str, name: str) -> str:
    """Say a name once: many deliveries write the first name in the name as well."""
    return name if name.startswith(first_name) else f"{first_name} {name}".strip()


class ComponentKind(models.TextChoices):
    """What part of the rent it is; net and fixed service costs count as months, other does not."""

    NET = "net"
    SERVICE = "service"
    OTHER = "other"


class RentComponent(models.Model):
    """A part of the rent in a period, so that the rent of any day is known."""

    tenancy = models.ForeignKey(Tenancy, on_delete=models.CASCADE, related_name="components")
    kind = models.CharField(max_length=8, choices=ComponentKind)
    cents = models.BigIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # last day

    class Meta:
        """One component of a kind starts on a day; periods run forward."""

        constraints = (
            models.UniqueConstraint(fields=["tenancy", "kind", "from_on"], name="component_once"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="component_dates"
            ),
        )


class CircumstanceKind(models.TextChoices):
    """Something a person knows of a tenancy that the policy must heed."""

    DISPUTE = "dispute"  # the tenant disputes the bill
    LEGAL_STOP = "legal_stop"  # moratorium (Fw 287b, Wgs 5) or debt restructuring (Fw 305)
    PAUSE = "pause"  # a rest that was agreed on
    HELP_ASKED = "help_asked"  # "Betalen lukt niet", not yet answered
    PROMISE = "promise"  # to pay, by the last day
    DEBT_HELP = "debt_help"  # help with debts is running
    HELP_DECLINED = "help_declined"  # the tenant does not want the municipality to know (Bgs art. 2 d)
    GUIDANCE_DECLINED = "guidance_declined"
    CHILDREN = "children"  # children live in the home
    NO_CHILDREN = "no_children"
    MORATORIUM = "moratorium"  # Fw 287b, Wgs 5: at most six months
    RESTRUCTURING = "restructuring"  # WSNP, Fw 305
    ADMINISTRATION = "administration"  # bewind: letters go to the administrator
    DECEASED = "deceased"


class Circumstance(models.Model):
    """A circumstance from a day on, until its last day; recorded by a person with a reason.

    `reason` is personal: emptied 2 years after the last day.
    """

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=20, choices=CircumstanceKind)
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # last day
    reason = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        """Read per tenancy; a circumstance does not end before it begins."""

        indexes = (models.Index(fields=["tenancy", "kind"], name="circumstance_tenancy"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="circumstance_dates"
            ),
        )


class TenantAccount(models.Model):
    """Ties a user of the role tenant to who it is on the tenancy; made at the first sign-in.

    Goes with the party. Without this row a user of that role sees nothing.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="tenant_account")
    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="account")
    made_at = models.DateTimeField()


class CodeChannel(models.TextChoices):
    """How a code for signing in travels."""

    EMAIL = "email"
    LETTER = "letter"


class CodeAsked(models.Model):
    """Somebody asked for a code; whether tenancy and postcode exist is looked up later, out of sight.

    Deleted as soon as it was answered, within a minute.
    """

    number = models.PositiveIntegerField()
    postcode = models.CharField(max_length=7)
    channel = models.CharField(max_length=8, choices=CodeChannel)
    at = models.DateTimeField()


class SignInCode(models.Model):
    """A code for signing in, once. The code itself is nowhere here. Deleted 30 days after it expired."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="codes")
    channel = models.CharField(max_length=8, choices=CodeChannel)
    digest = models.CharField(max_length=64)  # keyed with the secret of the installation
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Read per party."""

        indexes = (models.Index(fields=["party", "expires_at"], name="code_party"),)


class SignInTry(models.Model):
    """Somebody asked for a code or typed one: counted, to stop who keeps guessing. Deleted after a day.

    `number_hash` and `address_hash` are keyed: neither tenancy nor network address can be read from them.
    """

    at = models.DateTimeField()
    is_code = models.BooleanField()  # a code was typed; else one was asked for
    number_hash = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64)

    class Meta:
        """Counted per tenancy and per network address."""

        indexes = (
            models.Index(fields=["number_hash", "at"], name="try_number"),
            models.Index(fields=["address_hash", "at"], name="try_address"),
        )
