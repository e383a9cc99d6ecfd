"""The one door: every change of state is a deed that passes here."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, models, transaction

from gewoon.records.events import Event
from gewoon.records.people import CONSOLE, NIGHT, Actor, User, scope
from gewoon.records.tenancy import Tenancy

__all__ = [
    "CONSOLE",
    "NIGHT",
    "Actor",
    "NotAllowed",
    "NotFound",
    "Refused",
    "Who",
    "deed",
    "name_of",
    "on_row",
    "patiently",
    "require",
]
Who = User | Actor
_TRIES = 3
_THWARTED = ("40P01", "40001")  # PostgreSQL: deadlock, serialization failure
P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)


class Refused(Exception):
    """A deed that cannot be done; the text says why and what can be done instead."""


class NotAllowed(Refused):
    """The person lacks the right; pages answer as if the thing did not exist."""


class NotFound(Refused):
    """What the deed is about does not exist."""


def require(by: Who, right: str, *, is_own: bool = False) -> None:
    """Raise NotAllowed unless `by` has the right for everything, or for the own things and this is one.

    Own are the own cases (`o`) and a trainer's own groups (`g`).
    """
    if scope(by, right) not in ({"a", "o", "g"} if is_own else {"a"}):
        raise NotAllowed("You may not do this. Ask a colleague who may, or your manager.")


def deed(
    name: str, *, right: str, on_tenancy: bool = False, is_own: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a deed: transaction, right, idempotency key, event.

    The function takes `by` and `now`; `key` (optional) makes a repeat answer with the first result,
    which then must be JSON or a row; `reason` (optional) goes into the event. With `on_tenancy` the first
    argument is the key of the tenancy it is about. With `is_own` the right for own things lets
    somebody in, and the body checks that this is one. Raises NotAllowed and Refused; nothing is
    written then.
    """

    def door(body: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(body)
        def through(*args: P.args, **kwargs: P.kwargs) -> R:
            by, now = cast(Who, kwargs["by"]), cast(datetime, kwargs["now"])
            require(by, right, is_own=is_own)
            key = cast(str | None, kwargs.get("key"))

            def attempt() -> R:
                with transaction.atomic():
                    if (first := _done_before(name, key, by)) is not None:
                        return cast(R, _result_of(first))
                    result = body(*args, **kwargs)
                    tenancy = args[0] if on_tenancy else getattr(result, "tenancy_id", None)
                    _write_event(name, by=by, now=now, tenancy=tenancy, result=result, kwargs=kwargs)
                return result

            try:
                return patiently(attempt)
            except (Refused, IntegrityError):
                # A repeat that ran beside the first found it done, or could not write its event.
                if (first := _done_before(name, key, by)) is not None:
                    return cast(R, _result_of(first))
                raise

        return through

    return door


def patiently(attempt: Callable[[], R]) -> R:
    """Do again what another transaction thwarted: all of it was undone, and it now finds what that did.

    Only the outermost deed does so: one inside another ends with it.
    """
    if connection.in_atomic_block:
        return attempt()
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except (IntegrityError, OperationalError) as error:
            if isinstance(error, OperationalError) and _state_of(error) not in _THWARTED:
                raise
    return attempt()


def _state_of(error: Exception) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def _done_before(name: str, key: str | None, by: Who) -> Event | None:
    """Find the deed that this key was used for. Raises Refused when it was another deed or person."""
    if key is None:
        return None
    first = Event.objects.filter(idempotency_key=key).first()
    if first is not None and (first.deed, first.by_id) != (name, by.pk):
        raise Refused("This was sent before for something else: open the page again and repeat it.")
    return first


def _result_of(first: Event) -> Any:
    """Answer what a deed answered the first time; a row is read again, as it is now."""
    match first.result:
        case {"model": str(label), "row": int(pk)}:
            return apps.get_model(label)._default_manager.get(pk=pk)
    return first.result


def _kept(result: Any) -> Any:
    """Make what the event keeps of a result, so that a repeat can answer with it."""
    if isinstance(result, models.Model):
        return {"model": result._meta.label_lower, "row": result.pk}
    return result


def on_row(
    model: type[M], name: str, *, right: str, is_own: bool = False
) -> Callable[[Callable[Concatenate[M, P], R]], Callable[Concatenate[int, P], R]]:
    """Make a function a deed on one locked row: the caller gives its key, the body gets the row.

    The row is locked first, so that whatever the body reads afterwards stays true until it commits.
    """

    def door(body: Callable[Concatenate[M, P], R]) -> Callable[Concatenate[int, P], R]:
        @functools.wraps(body)
        def locked(pk: int, *args: P.args, **kwargs: P.kwargs) -> R:
            row = model._default_manager.select_for_update().filter(pk=pk).first()
            if row is None:
                raise NotFound(f"This {model._meta.verbose_name} does not exist any more.")
            return body(row, *args, **kwargs)

        through = deed(name, right=right, on_tenancy=model is Tenancy, is_own=is_own)(locked)
        return cast(Callable[Concatenate[int, P], R], through)

    return door


def _write_event(
    name: str, *, by: Who, now: datetime, tenancy: Any, result: Any, kwargs: dict[str, Any]
) -> None:
    """Write who did what, when and why; content stays free of personal data."""
    subject = f"{result._meta.model_name}:{result.pk}" if isinstance(result, models.Model) else ""
    Event.objects.create(
        at=now,
        deed=name,
        by_id=by.pk,
        by_name=by.name if isinstance(by, Actor) else by.get_username(),
        role=by.role,
        tenancy_id=tenancy,
        subject=subject,
        reason=kwargs.get("reason") or "",
        content=getattr(result, "event_content", {}),
        idempotency_key=kwargs.get("key"),
        result=_kept(result) if kwargs.get("key") is not None else None,
    )


def name_of(by: Who) -> str:
    """Answer the name that stands beside what somebody did."""
    return by.name if isinstance(by, Actor) else (by.get_full_name() or by.get_username())
