"""What people look at in the silo of cases. Every read of a person's data takes the actor."""

from khetene.cases.reads.casefile import (
    agreement,
    agreements_of,
    case_head,
    case_of_client,
    case_page,
    covering_agreement,
    duty_reports_of,
    in_force,
    may_open,
    needs_of,
    outcomes_of,
    plan,
    visible_case_ids,
)
from khetene.cases.reads.drafts import kept_draft
from khetene.cases.reads.due import due
from khetene.cases.reads.facts import answers_of, clients_with_facts, facts_of
from khetene.cases.reads.lists import (
    access_requests,
    cases,
    find_by_key,
    find_by_name,
    keys_of,
    lines,
    listed,
    silent,
    without_supervisor,
)
from khetene.cases.reads.needs import domains_needed_by_many
from khetene.cases.reads.openings import opened_cases, who_opened
from khetene.cases.reads.participation import participation_spans
from khetene.cases.reads.rows import (
    AgreementRow,
    CaseHead,
    CaseLine,
    CasePage,
    ClientRow,
    DueLine,
    KnownFact,
    NeedRow,
    SilentLine,
    TimelineEntry,
)
from khetene.cases.reads.totals import case_totals, clients_with_outcomes, open_cases_on, outcome_totals
from khetene.cases.reads.unattended import WaitingCase, without_anybody

__all__ = [
    "AgreementRow",
    "CaseHead",
    "CaseLine",
    "CasePage",
    "ClientRow",
    "DueLine",
    "KnownFact",
    "NeedRow",
    "SilentLine",
    "TimelineEntry",
    "WaitingCase",
    "access_requests",
    "agreement",
    "agreements_of",
    "answers_of",
    "case_head",
    "case_of_client",
    "case_page",
    "case_totals",
    "cases",
    "clients_with_facts",
    "clients_with_outcomes",
    "covering_agreement",
    "domains_needed_by_many",
    "due",
    "duty_reports_of",
    "facts_of",
    "find_by_key",
    "find_by_name",
    "in_force",
    "kept_draft",
    "keys_of",
    "lines",
    "listed",
    "may_open",
    "needs_of",
    "open_cases_on",
    "opened_cases",
    "outcome_totals",
    "outcomes_of",
    "participation_spans",
    "plan",
    "silent",
    "visible_case_ids",
    "who_opened",
    "without_anybody",
    "without_supervisor",
]
