"""Calendar files of the own groups: days and places, and nobody's name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gewoon.gateways.calendar import Meeting, calendar_file
from gewoon.records.queries.training import classroom
from gewoon.records.queries.training.classroom import MeetingRow
from gewoon.web.shared import moment
from gewoon.web.shared.access import needs
from gewoon.web.shared.training_words import language, theme, title


@needs("programme.attendance")
@require_safe
def all_groups(request: HttpRequest) -> HttpResponse:
    """Give the sessions of all own groups."""
    return file(classroom.meetings(request.user, on=moment.today()))


@needs("programme.attendance")
@require_safe
def one_group(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Give the sessions of one own group."""
    classroom.group(request.user, cohort_id, on=moment.today())
    return file(classroom.meetings(request.user, on=moment.today(), cohort_id=cohort_id))


def file(rows: tuple[MeetingRow, ...]) -> HttpResponse:
    """Answer a calendar file; its title and texts speak of a course and of nothing else."""
    meetings = [
        Meeting(
            uid=each.uid,
            sequence=each.sequence,
            title=f"{title(each.programme)} {each.number}",
            on=each.on,
            begins_at=each.begins_at,
            ends_at=each.ends_at,
            place=each.place,
            is_cancelled=each.is_cancelled,
            changed_at=each.changed_at,
            text=theme(each.programme, each.number),
        )
        for each in rows
    ]
    content = calendar_file(
        meetings, name=title(rows[0].programme) if rows else "gewoon", language=language()
    )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="training.ics"'
    answer["Cache-Control"] = "no-store"
    return answer
