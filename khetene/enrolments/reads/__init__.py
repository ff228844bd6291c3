"""What people look at: participations of cases that they may open, and totals that name nobody."""

from khetene.enrolments.reads.agreements import Agreement, agreements
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
from khetene.enrolments.reads.rows import DeliveryRow, EnrolmentLine, EnrolmentPage, WindowDue
from khetene.enrolments.reads.totals import Totals, own_totals, whole_totals

__all__ = [
    "Agreement",
    "DeliveryRow",
    "EnrolmentLine",
    "EnrolmentPage",
    "PartnerRow",
    "Totals",
    "WindowDue",
    "agreements",
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
    "partner",
    "partners_of",
    "programme_choices",
    "support_choices",
    "visible_enrolment",
    "whole_totals",
    "windows_due",
]
