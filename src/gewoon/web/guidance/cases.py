"""The caseload, one case and its parts: what a social worker sees and does."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gewoon.actions.casework import cases as deeds
from gewoon.actions.casework import content, reading
from gewoon.actions.rights import Refused
from gewoon.records.queries import casework
from gewoon.records.queries.rights import scope
from gewoon.rules.casework import fields, parts
from gewoon.web.guidance import forms
from gewoon.web.shared import asked, moment
from gewoon.web.shared import guidance_words as words
from gewoon.web.shared.access import needs

LIST = "case.list"
CONTENT = "case.notes"
SHOWN_LOOKS = 8


@needs(LIST)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the own caseload; for who guides nobody, where guidance runs and how to adapt."""
    order, search = request.GET.get("order", ""), request.GET.get("find", "")[:80]
    values: dict[str, Any] = {"wanted": search, "order": order, "today": moment.today()}
    if scope(request.user, LIST) == "a":
        values["rows"] = casework.statuses(request.user, order=order, search=search)
        return render(request, "guidance/statuses.html", values)
    values["rows"] = casework.caseload(request.user, now=moment.now(), order=order, search=search)
    values["emergencies"] = casework.emergencies(request.user)
    return render(request, "guidance/cases.html", values)


@needs(CONTENT)
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case as a whole."""
    opened = reading.read_case(case_id, by=request.user, now=moment.now())
    return render(request, "guidance/case.html", _overview(request, opened))


@needs(CONTENT)
@require_safe
def part(request: HttpRequest, case_id: int, name: str) -> HttpResponse:
    """Show one part of a case as a form, filled with the own draft where there is one."""
    asked_part = _part(name)
    opened = reading.read_case(case_id, by=request.user, now=moment.now(), part=name)
    draft = opened.drafts.get(name) if opened.is_open else None
    held = opened.parts.get(name)
    saved = {} if held is None else fields.typed_of(asked_part.asked, held.content)
    values = _values(opened, name) | {
        "inputs": forms.draw(asked_part, draft.typed if draft is not None else saved),
        "draft": draft,
        "now_saved": forms.draw(asked_part, saved) if draft is not None and draft.is_behind else (),
    }
    return render(request, "guidance/part.html", values)


@needs(CONTENT)
@require_POST
def save(request: HttpRequest, case_id: int, name: str) -> HttpResponse:
    """Save a part; what is not understood is marked and kept as a draft."""
    asked_part, typed, now = _part(name), forms.typed(request.POST), moment.now()
    version = asked.number(request.POST.get("version", ""))
    faults = fields.read(asked_part.asked, typed).faults
    try:
        if faults:
            raise content.NotUnderstood("Something was not understood: correct what is marked.")
        content.save_part(
            deeds.tenancy_of(case_id),
            case_id=case_id,
            name=name,
            typed=typed,
            version=version,
            by=request.user,
            now=now,
        )
    except (content.ChangedMeanwhile, content.NotUnderstood) as refusal:
        content.keep_draft(case_id, name=name, typed=typed, version=version, by=request.user, now=now)
        opened = reading.read_case(case_id, by=request.user, now=now, part=name)
        values = _values(opened, name) | {
            "inputs": forms.draw(asked_part, typed, faults),
            "why": _(str(refusal)),
            "now_saved": _now_saved(opened, name) if isinstance(refusal, content.ChangedMeanwhile) else (),
        }
        return render(request, "guidance/part.html", values, status=409)
    messages.success(request, _("Saved: %(part)s.") % {"part": words.PARTS[name]})
    return redirect("guidance:case", case_id)


@needs(CONTENT)
@require_POST
def draft(request: HttpRequest, case_id: int, name: str) -> HttpResponse:
    """Keep what is being typed; answers the line that says so."""
    typed, version = forms.typed(request.POST), asked.number(request.POST.get("version", ""))
    try:
        at = content.keep_draft(
            case_id, name=name, typed=typed, version=version, by=request.user, now=moment.now()
        )
    except Refused as refusal:
        return render(request, "guidance/drafted.html", {"why": _(str(refusal))})
    return render(request, "guidance/drafted.html", {"at": at})


@needs(CONTENT)
@require_POST
def drop_draft(request: HttpRequest, case_id: int, name: str) -> HttpResponse:
    """Throw the own draft away and show what was saved."""
    content.drop_draft(case_id, name=name, by=request.user, now=moment.now())
    return redirect("guidance:part", case_id, name)


@needs(CONTENT)
@require_POST
def start(request: HttpRequest, tenancy_id: int) -> HttpResponse:
    """Open the intake that the policy, or the social worker, asks for."""
    step = request.POST.get("step", "")
    made = deeds.open_case(
        tenancy_id, step_id=asked.number(step) if step else None, by=request.user, now=moment.now()
    )
    return redirect("guidance:part", made.pk, parts.INTAKE.name)


@needs(CONTENT)
@require_POST
def note(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write a note."""
    content.add_note(
        deeds.tenancy_of(case_id),
        case_id=case_id,
        text=request.POST.get("text", ""),
        by=request.user,
        now=moment.now(),
        key=asked.key(request),
    )
    return redirect("guidance:case", case_id)


@needs(CONTENT)
@require_POST
def begin(request: HttpRequest, case_id: int) -> HttpResponse:
    """Say that the tenant takes the guidance."""
    deeds.begin(deeds.tenancy_of(case_id), case_id=case_id, by=request.user, now=moment.now())
    messages.success(request, _("Guidance runs. Collection sees that, and nothing else."))
    return redirect("guidance:case", case_id)


@needs(CONTENT)
@require_POST
def adapt(request: HttpRequest, case_id: int) -> HttpResponse:
    """Say what others must adapt to."""
    ways = request.POST.getlist("way")
    deeds.adapt(deeds.tenancy_of(case_id), case_id=case_id, ways=ways, by=request.user, now=moment.now())
    messages.success(request, _("Your colleagues see from now on what to adapt to."))
    return redirect("guidance:case", case_id)


@needs(CONTENT)
@require_POST
def close(request: HttpRequest, case_id: int) -> HttpResponse:
    """Close a case with its result."""
    deeds.close(
        deeds.tenancy_of(case_id),
        case_id=case_id,
        result=request.POST.get("result", ""),
        told=request.POST.get("told", ""),
        by=request.user,
        now=moment.now(),
    )
    messages.success(request, _("The case is closed. Collection sees only that guidance has ended."))
    return redirect("guidance:cases")


def _part(name: str) -> parts.Part:
    if name not in parts.EDITABLE:
        raise Http404
    return parts.PARTS[name]


def _now_saved(opened: reading.CaseFile, name: str) -> tuple[forms.Input | forms.Group, ...]:
    asked_part = parts.PARTS[name]
    return forms.draw(asked_part, fields.typed_of(asked_part.asked, opened.parts[name].content))


def _values(opened: reading.CaseFile, current: str) -> dict[str, Any]:
    """Answer what each page of a case shows: the head, the tabs, and the version it stands on."""
    held = opened.parts.get(current)
    return {
        "opened": opened,
        "current": current,
        "tabs": [(name, words.PARTS[name], _is_written(opened, name)) for name in parts.EDITABLE],
        "heading": words.PARTS.get(current, ""),
        "lead": words.LEADS.get(current, ""),
        "version": 0 if held is None else held.version,
        "held": held,
        "today": moment.today(),
    }


def _is_written(opened: reading.CaseFile, name: str) -> bool:
    return name in opened.parts and opened.parts[name].version > 0


def _overview(request: HttpRequest, opened: reading.CaseFile) -> dict[str, Any]:
    """Put strengths beside problems, and the plan below."""

    def of(name: str) -> Mapping[str, Any]:
        return opened.parts[name].content if name in opened.parts else {}

    strengths, causes, domains = of("strengths"), of("causes"), of("domains")
    levels = [(words.DOMAINS[name], domains.get(name), domains.get(f"{name}_note")) for name in words.DOMAINS]
    told = [(words.QUESTIONS[f"strengths.{name}"], strengths.get(name)) for name in _GOOD]
    return _values(opened, "") | {
        "good": [(label, text) for label, text in told if text],
        "good_domains": [(label, note) for label, level, note in levels if level in {"strong", "enough"}],
        "hard": strengths.get("hard", ""),
        "causes": [words.CAUSES[code] for code in causes.get("causes", ())],
        "explained": causes.get("explained", ""),
        "hard_domains": [
            (label, words.LEVELS[level], note)
            for label, level, note in levels
            if level in {"fragile", "acute"}
        ],
        "plan": of("plan"),
        "referrals": of("referrals").get("referrals", ()),
        "closing": of("closing"),
        "ways": [(code, label, code in opened.case.adapt_to) for code, label in words.WAYS.items()],
        "results": words.RESULTS,
        "looks": casework.looks(request.user, opened.case, now=moment.now())[:SHOWN_LOOKS],
    }


_GOOD = ("can", "proud_of", "people", "worked_before")
