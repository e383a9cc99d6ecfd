"""The comparison: trials, estimate, second opinion, checks, and what is refused."""

from typing import Any

import numpy as np

from gewoon.actions.outcome.people import WAYS, People, lottery_columns, rates_around, trial_rows
from gewoon.rules.outcome import naive, power
from gewoon.rules.outcome.effect import Effect, sequential_effect
from gewoon.rules.outcome.lottery import lottery
from gewoon.rules.outcome.matching import Matched, match
from gewoon.rules.outcome.pooling import FORMAT, VERSION, table_of
from gewoon.rules.outcome.refusals import FEWEST_FOLLOWED, refusals
from gewoon.rules.outcome.relapse import Definition
from gewoon.rules.outcome.sensitivity import of_risks
from gewoon.rules.outcome.trials import Histories, Moments, Trials, build_trials
from gewoon.rules.outcome.values import Estimate, Refusal
from gewoon.rules.outcome.verbs import Design

_CHECK_DRAWS = 500


def effect(people: People, rule: Definition, protocol: dict[str, Any], *, seed: int = 1) -> dict[str, Any]:
    """Estimate what goes together with joining, or refuse; every figure comes with what it rests on."""
    rules = protocol["comparison_rules"]
    if not people.candidates:
        return _nothing()
    histories, moments = trial_rows(people, rule, rules)
    trials = build_trials(histories, moments, until=people.until, months=rule.within_months + 1)
    all_followed = _followed(trials)
    found = sequential_effect(trials, draws=int(rules["draws"]), seed=seed)
    refused = refusals(found, followed=all_followed)
    matched = match(trials)
    answer: dict[str, Any] = {
        "design": Design.COMPARISON.value,
        "followed": all_followed,
        "refused": [_refusal(each) for each in refused],
        "flow": _flow(trials),
        "estimate": None if found is None or refused else _estimate(found, rules["covariates"]),
        "matched": None if matched is None or refused else _matched(matched),
        "ways": [_way(trials, code, rules, seed) for code in range(len(WAYS))],
        "without_a_way": [] if refused else _without(trials, rules, seed),
        "placebo": None if refused else _placebo(histories, moments, people, seed),
        "naive": None if matched is None else _naive(people, trials, matched),
        "lottery": _lottery(people, rule),
        "power": [{"participants": n, "points": list(falls)} for n, falls in power.table()],
        "tables": [] if found is None or refused else _tables(found, trials),
    }
    if answer["lottery"] is not None and not answer["lottery"]["refused"]:
        answer["design"] = Design.LOTTERY.value
    return answer


def _nothing() -> dict[str, Any]:
    refused = refusals(None, followed=0)
    return {
        "design": Design.COMPARISON.value,
        "followed": 0,
        "refused": [_refusal(each) for each in refused],
        "flow": None,
        "estimate": None,
        "matched": None,
        "ways": [],
        "without_a_way": [],
        "placebo": None,
        "naive": None,
        "lottery": None,
        "power": [{"participants": n, "points": list(falls)} for n, falls in power.table()],
        "tables": [],
    }


def table_for_others(report: dict[str, Any], *, protocol_sha256: str) -> dict[str, Any]:
    """Answer the aggregated table that can be joined with those of other associations: no persons."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "protocol": protocol_sha256,
        "until": report["until"],
        "rows": report["effect"]["tables"],
    }


def _followed(trials: Trials) -> int:
    """Count who started and was followed for the whole time, whether or not anybody was comparable."""
    return trials.flow.started + trials.flow.no_comparable_group


def _estimate(found: Effect, covariates: list[str]) -> dict[str, Any]:
    strength = of_risks(found.risk_with, found.risk_without, found.difference)
    return {
        **_limits(found.difference),
        "percentile": list(found.percentile),
        "risk_with": found.risk_with,
        "risk_without": found.risk_without,
        "started": found.started,
        "effective_controls": found.effective_controls,
        "joined_later": found.joined_later,
        "draws": found.draws,
        "balance": [
            {"name": name, "before": float(before), "after": float(after)}
            for name, before, after in zip(covariates, found.balance.before, found.balance.after, strict=True)
        ],
        "missed_rent": None if found.amount_difference is None else _limits(found.amount_difference),
        "e_value": None if strength is None else {"point": strength.point, "limit": strength.limit},
        "detectable": power.detectable(found.started, min(max(found.risk_without, 0.01), 0.99)),
    }


def _matched(found: Matched) -> dict[str, Any]:
    return {**_limits(found.difference), "sets": int(found.started.size), "unmatched": found.unmatched}


def _way(trials: Trials, code: int, rules: dict[str, Any], seed: int) -> dict[str, Any]:
    started = int((trials.counts & trials.treated & (trials.way == code)).sum())
    answer: dict[str, Any] = {"way": WAYS[code], "started": started, "refused": [], "estimate": None}
    if started < FEWEST_FOLLOWED:
        answer["refused"] = [_refusal(each) for each in refusals(None, followed=started)[:1]]
        return answer
    found = sequential_effect(trials, ways=[code], draws=int(rules["draws"]), seed=seed)
    refused = refusals(found, followed=started)
    answer["refused"] = [_refusal(each) for each in refused]
    answer["estimate"] = None if found is None or refused else _estimate(found, rules["covariates"])
    return answer


def _without(trials: Trials, rules: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    """Leave one way in out each time: an answer that hangs on one way says so."""
    answers = []
    for code, way in enumerate(WAYS):
        rest = [other for other in range(len(WAYS)) if other != code]
        found = sequential_effect(trials, ways=rest, draws=int(rules["draws"]), seed=seed)
        if found is not None and found.started >= FEWEST_FOLLOWED:
            answers.append({"without": way, "started": found.started, **_limits(found.difference)})
    return answers


def _placebo(histories: Histories, moments: Moments, people: People, seed: int) -> dict[str, Any] | None:
    """Take as outcome the missed rent of the half year before the start: joining cannot have changed that.

    Balanced on what was owed three months earlier and how long the training was open, not on what is owed
    now, which the missed rent adds up to.
    """
    before, _ = rates_around(people, np.asarray(moments.person), _months_of(moments))
    missed = before > 0.5  # missed most of the six months before: nothing can have done that
    known = np.asarray(moments.known_on)
    shown = Moments(
        person=moments.person,
        known_on=moments.known_on,
        covariates=np.asarray(moments.covariates)[:, 1:],
        event_on=np.where(missed, known, np.datetime64("NaT")),
        stage=moments.stage,
    )
    trials = build_trials(histories, shown, until=people.until, months=1)
    found = sequential_effect(trials, draws=_CHECK_DRAWS, seed=seed)
    if found is None or found.started < FEWEST_FOLLOWED:
        return None
    return {**_limits(found.difference), "started": found.started}


def _months_of(moments: Moments) -> Any:
    return np.asarray(moments.known_on).astype("datetime64[M]").astype(np.int64)


def _naive(people: People, trials: Trials, matched: Matched) -> dict[str, Any] | None:
    before, after = rates_around(people, trials.person, trials.month)
    one = naive.before_after(before, after, matched.started, matched.look_alikes)
    waiting = trials.counts & ~trials.treated
    other = naive.participants_others(
        trials, trials.event.astype(float), everybody=float(trials.event[waiting].mean())
    )
    if one is None or other is None:
        return None
    return {
        "before": one.before,
        "after": one.after,
        "alike_before": one.alike_before,
        "alike_after": one.alike_after,
        "participants": other.participants,
        "others": other.others,
        "worst_difference_before": other.worst_difference_before,
    }


def _lottery(people: People, rule: Definition) -> dict[str, Any] | None:
    stratum, drawn, fell_back = lottery_columns(people, rule)
    if not stratum:
        return None
    found = lottery(stratum, drawn, fell_back)
    if found is None or found.drawn < FEWEST_FOLLOWED:
        number = 0 if found is None else found.drawn
        more = FEWEST_FOLLOWED - number
        reason = Refusal(reason="too_few_drawn", found=number, needed=FEWEST_FOLLOWED, more_needed=more)
        return {"refused": [_refusal(reason)], "drawn": number}
    return {
        "refused": [],
        **_limits(found.difference),
        "drawn": found.drawn,
        "waiting": found.waiting,
        "draws": found.strata,
        "p_value": found.drawn_again_p,
        "risk_with": found.mean_drawn,
        "risk_without": found.mean_waiting,
    }


def _tables(found: Effect, trials: Trials) -> list[dict[str, Any]]:
    relapsed = round(found.risk_with * found.started)
    row = table_of(found, way="all", relapsed=relapsed)
    return [] if row is None else [row]


def _flow(trials: Trials) -> dict[str, int]:
    flow = trials.flow
    return {name: getattr(flow, name) for name in flow.__slots__}


def _limits(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "lower": found.lower, "upper": found.upper, "se": found.se}


def _refusal(each: Refusal) -> dict[str, Any]:
    return {
        "reason": each.reason,
        "found": each.found,
        "needed": each.needed,
        "more_needed": each.more_needed,
    }
