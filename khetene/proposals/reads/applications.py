"""Applications of the own organisation: a list, one with all that belongs to it, and the versions of a part."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from khetene.files.enums import Standing
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.proposals import contents
from khetene.proposals.checks import findings_of, report_tasks
from khetene.proposals.contents import Text, Time
from khetene.proposals.enums import Behind, Part, State
from khetene.proposals.models import Application, Call, Citation, Piece, Version
from khetene.proposals.plan import Cited, Plan, Row, Terms, Unseen
from khetene.proposals.reads.citations import citations_of
from khetene.proposals.reads.pictures import ReportPictureRow, pictures_of
from khetene.proposals.reads.rows import ApplicationPage, ApplicationRow, CallRow, CitationRow, PieceRow
from khetene.proposals.rules import writes_applications

AnyContent = TypeVar("AnyContent")


def applications(*, actor: Actor) -> list[ApplicationRow]:
    """Those of the own organisation, the newest first. Raises NotForYou."""
    if not writes_applications(actor):
        raise NotForYou
    rows = Application.objects.visible_to(actor).select_related("call", "organisation").order_by("-begun_at", "-pk")
    titles = {
        one.piece.application_id: _title(one)
        for one in Version.objects.newest().filter(piece__application__in=rows.order_by(), piece__part=Part.TITLE)
    }
    return [application_row(one, titles.get(one.pk, "")) for one in rows]


def calls(*, actor: Actor) -> list[CallRow]:
    """Calls that the own organisation entered; those without a last day first, then the latest."""
    rows = Call.objects.filter(organisation_id=actor.organisation_key).order_by("-closes", "title", "pk")
    return [call_row(one) for one in rows] if writes_applications(actor) else []


def call(call_id: uuid.UUID, *, actor: Actor) -> CallRow:
    """Raises NotForYou."""
    found = next((one for one in calls(actor=actor) if one.id == call_id), None)
    if found is None:
        raise NotForYou
    return found


def application(application_id: uuid.UUID, *, actor: Actor) -> ApplicationPage:
    """One application with every part, citation and open question. Raises NotForYou."""
    rows = Application.objects.visible_to(actor).select_related("call", "organisation")
    found = rows.filter(pk=application_id).first()
    if found is None:
        raise NotForYou
    versions = Version.objects.newest().filter(piece__application=found)
    pieces = [one for one in map(piece_row, versions) if not one.removed]
    cited = citations_of(found.pk)
    is_reported = found.state in (State.GRANTED, State.CLOSED)
    pictures = pictures_of(found.pk) if is_reported else []
    plan = _plan(found, pieces, cited, pictures)
    today = clock.today()
    return ApplicationPage(
        row=application_row(found, plan.text(Part.TITLE)),
        plan=plan,
        pieces=pieces,
        citations=cited,
        findings=findings_of(plan, today=today),
        tasks=report_tasks(plan, found.granted, today=today) if is_reported else [],
        pictures=pictures,
    )


def application_of(piece_id: uuid.UUID, *, actor: Actor) -> tuple[ApplicationPage, PieceRow]:
    """The application of a row with that row. Raises NotForYou, also for a row that was taken out."""
    key = Piece.objects.filter(pk=piece_id).values_list("application_id", flat=True).first()
    if key is None:
        raise NotForYou
    page = application(key, actor=actor)
    found = next((one for one in page.pieces if one.id == piece_id), None)
    if found is None:
        raise NotForYou
    return page, found


def citation(citation_id: uuid.UUID, *, actor: Actor) -> tuple[ApplicationPage, CitationRow]:
    """The application of a citation with that citation. Raises NotForYou, also for one that was taken out."""
    key = Citation.objects.filter(pk=citation_id).values_list("application_id", flat=True).first()
    if key is None:
        raise NotForYou
    page = application(key, actor=actor)
    found = next((one for one in page.citations if one.id == citation_id), None)
    if found is None:
        raise NotForYou
    return page, found


def history(application_id: uuid.UUID, part: str, *, actor: Actor) -> list[PieceRow]:
    """All savings of a part, the newest first, with those that were taken out. Raises NotForYou."""
    if not Application.objects.visible_to(actor).filter(pk=application_id).exists():
        raise NotForYou
    rows = Version.objects.filter(piece__application=application_id, piece__part=part)
    rows = rows.select_related("piece__application", "saved_by__user").order_by("-saved_at", "-pk")
    return [piece_row(one) for one in rows]


def old_version(version_id: uuid.UUID, *, actor: Actor) -> PieceRow:
    """One saving of an application of the own organisation. Raises NotForYou."""
    mine = Version.objects.filter(piece__application__in=Application.objects.visible_to(actor), pk=version_id)
    found = mine.select_related("piece__application", "saved_by__user").first()
    if found is None:
        raise NotForYou
    return piece_row(found)


def piece_row(one: Version) -> PieceRow:
    return PieceRow(
        id=one.piece_id,
        application_id=one.piece.application_id,
        part=one.piece.part,
        about=one.piece.about_id,
        number=one.number,
        content=contents.read(one.piece.part, one.content),
        removed=one.removed,
        saved_at=one.saved_at,
        saved_by=one.saved_by.user.name if one.saved_by else "",
        version_id=one.pk,
        wiped=one.wiped_at is not None,
        may_be_wiped=one.wiped_at is None and (one.removed or one.number != one.piece.number),
    )


def application_row(one: Application, title: str) -> ApplicationRow:
    return ApplicationRow(
        id=one.pk,
        title=title,
        organisation=one.organisation.name,
        call=call_row(one.call) if one.call else None,
        state=one.state,
        state_on=one.state_on,
        granted=one.granted,
        agreement=one.agreement,
        report_due=one.report_due,
    )


def call_row(one: Call) -> CallRow:
    return CallRow(
        id=one.pk,
        title=one.title,
        funder=one.funder,
        closes=one.closes,
        project_from=one.project_from,
        project_to=one.project_to,
        largest=one.largest,
        own_percent=one.own_percent,
        source=one.source,
    )


def _title(one: Version) -> str:
    content = contents.read(Part.TITLE, one.content)
    return content.text if isinstance(content, Text) else ""


def _plan(
    found: Application, pieces: list[PieceRow], cited: list[CitationRow], pictures: list[ReportPictureRow]
) -> Plan:
    time = next((one.content for one in pieces if isinstance(one.content, Time)), Time())
    return Plan(
        texts={one.part: one.content.text for one in pieces if isinstance(one.content, Text)},
        begins=time.begins,
        ends=time.ends,
        activities=_rows(pieces, contents.Activity),
        partners=_rows(pieces, contents.Partner),
        results=_rows(pieces, contents.Result),
        lines=_rows(pieces, contents.Line),
        done=_rows(pieces, contents.Done),
        spent=_rows(pieces, contents.Spent),
        reached=_rows(pieces, contents.Reached),
        pictures=_rows(pieces, contents.Picture),
        unseen=[
            Unseen(one.row.id, one.row.shows, one.row.standing)
            for one in pictures
            if one.row.standing in (Standing.WAITING, Standing.ENDED)
        ],
        cited=[Cited(one.id, one.number, one.part, one.behind != Behind.QUOTATION, one.trouble) for one in cited],
        terms=_terms(found.call),
    )


def _rows(pieces: list[PieceRow], kind: type[AnyContent]) -> list[Row[Any]]:
    return [Row(one.id, one.content, one.about) for one in pieces if isinstance(one.content, kind)]


def _terms(one: Call | None) -> Terms | None:
    if one is None:
        return None
    return Terms(one.closes, one.project_from, one.project_to, one.largest, one.own_percent)
