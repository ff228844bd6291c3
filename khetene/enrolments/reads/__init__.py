"""What people look at: participations of cases that they may open, and totals that name nobody."""

from khetene.enrolments.reads.began import participants_began
from khetene.enrolments.reads.due import windows_due
from khetene.enrolments.reads.lists import enrolments, group, lines, of_case, programme_choices
from khetene.enrolments.reads.page import (
    deliveries_of,
    delivery,
    delivery_rows,
    enrolment_page,
    support_choices,
    visible_enrolment,
)
from khetene.enrolments.reads.partners import PartnerRow, is_holder, joined_by, open_to, partner, partners_of
from khetene.enrolments.reads.protected import RULE, ProtectedRate, ProtectedSupport, ProtectedTotals, whole_totals
from khetene.enrolments.reads.rows import DeliveryRow, EnrolmentLine, EnrolmentPage, WindowDue
from khetene.enrolments.reads.totals import Totals, own_totals

__all__ = [
    "RULE",
    "DeliveryRow",
    "EnrolmentLine",
    "EnrolmentPage",
    "PartnerRow",
    "ProtectedRate",
    "ProtectedSupport",
    "ProtectedTotals",
    "Totals",
    "WindowDue",
    "deliveries_of",
    "delivery",
    "delivery_rows",
    "enrolment_page",
    "enrolments",
    "group",
    "is_holder",
    "joined_by",
    "lines",
    "of_case",
    "open_to",
    "own_totals",
    "participants_began",
    "partner",
    "partners_of",
    "programme_choices",
    "support_choices",
    "visible_enrolment",
    "whole_totals",
    "windows_due",
]
