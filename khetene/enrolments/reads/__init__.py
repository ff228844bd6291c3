"""What people look at: participations of cases that they may open, and totals that name nobody."""

from khetene.enrolments.reads.agreements import Agreement, agreements
from khetene.enrolments.reads.began import participants_began
from khetene.enrolments.reads.cards import FilledFormShown, card_answers, card_of, midterm_of
from khetene.enrolments.reads.due import DueNow, due_now, windows_due
from khetene.enrolments.reads.heads import HeadCountRow, OwnHeads, head_count_rows, head_counts_of, own_heads_by_kind
from khetene.enrolments.reads.lists import enrolling, enrolments, group, lines, listed, of_case, programme_choices
from khetene.enrolments.reads.midterms import MidtermDue, MidtermRow, midterms_due
from khetene.enrolments.reads.month import MentorRow, MonthRow, behind, mentors, month_rows
from khetene.enrolments.reads.page import (
    deliveries_of,
    delivery,
    delivery_rows,
    enrolment_page,
    support_choices,
    visible_enrolment,
)
from khetene.enrolments.reads.partners import PartnerRow, is_holder, joined_by, open_to, partner, partners_of
from khetene.enrolments.reads.protected import (
    RULE,
    ProtectedHeads,
    ProtectedRate,
    ProtectedSupport,
    ProtectedTotals,
    quarter_before,
    whole_heads,
    whole_totals,
)
from khetene.enrolments.reads.rows import DeliveryRow, EnrolmentLine, EnrolmentPage, WindowDue
from khetene.enrolments.reads.scans import (
    ScanPage,
    SessionEntry,
    opened_scan,
    scan_page,
    sees_whole_session,
    session_of,
)
from khetene.enrolments.reads.sheets import Found, SheetLine, SheetPage, sheet_page, sheets_of, waits
from khetene.enrolments.reads.totals import Totals, own_totals
from khetene.enrolments.reads.work import OfferRow, WorkPage, offer, passage, search_step, work_page

__all__ = [
    "RULE",
    "Agreement",
    "DeliveryRow",
    "DueNow",
    "EnrolmentLine",
    "EnrolmentPage",
    "FilledFormShown",
    "Found",
    "HeadCountRow",
    "MentorRow",
    "MidtermDue",
    "MidtermRow",
    "MonthRow",
    "OfferRow",
    "OwnHeads",
    "PartnerRow",
    "ProtectedHeads",
    "ProtectedRate",
    "ProtectedSupport",
    "ProtectedTotals",
    "ScanPage",
    "SessionEntry",
    "SheetLine",
    "SheetPage",
    "Totals",
    "WindowDue",
    "WorkPage",
    "agreements",
    "behind",
    "card_answers",
    "card_of",
    "deliveries_of",
    "delivery",
    "delivery_rows",
    "due_now",
    "enrolling",
    "enrolment_page",
    "enrolments",
    "group",
    "head_count_rows",
    "head_counts_of",
    "is_holder",
    "joined_by",
    "lines",
    "listed",
    "mentors",
    "midterm_of",
    "midterms_due",
    "month_rows",
    "of_case",
    "offer",
    "open_to",
    "opened_scan",
    "own_heads_by_kind",
    "own_totals",
    "participants_began",
    "partner",
    "partners_of",
    "passage",
    "programme_choices",
    "quarter_before",
    "scan_page",
    "search_step",
    "sees_whole_session",
    "session_of",
    "sheet_page",
    "sheets_of",
    "support_choices",
    "visible_enrolment",
    "waits",
    "whole_heads",
    "whole_totals",
    "windows_due",
    "work_page",
]
