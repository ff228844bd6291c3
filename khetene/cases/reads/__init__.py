"""What people look at in the silo of cases. Every read of a person's data takes the actor."""

from khetene.cases.reads.casefile import (
    agreement,
    agreements_of,
    case_head,
    case_of_client,
    case_page,
    covering_agreement,
    in_force,
    may_open,
    needs_of,
    plan,
    visible_case_ids,
)
from khetene.cases.reads.drafts import kept_draft
from khetene.cases.reads.facts import clients_with_facts, facts_of
from khetene.cases.reads.lists import (
    access_requests,
    cases,
    due,
    find_by_key,
    find_by_name,
    keys_of,
    lines,
    without_supervisor,
)
from khetene.cases.reads.openings import opened_cases, who_opened
from khetene.cases.reads.rows import (
    AgreementRow,
    CaseHead,
    CaseLine,
    CasePage,
    ClientRow,
    DueLine,
    KnownFact,
    NeedRow,
    TimelineEntry,
)
from khetene.cases.reads.totals import case_totals, open_cases_on, outcome_totals

__all__ = [
    "AgreementRow",
    "CaseHead",
    "CaseLine",
    "CasePage",
    "ClientRow",
    "DueLine",
    "KnownFact",
    "NeedRow",
    "TimelineEntry",
    "access_requests",
    "agreement",
    "agreements_of",
    "case_head",
    "case_of_client",
    "case_page",
    "case_totals",
    "cases",
    "clients_with_facts",
    "covering_agreement",
    "due",
    "facts_of",
    "find_by_key",
    "find_by_name",
    "in_force",
    "kept_draft",
    "keys_of",
    "lines",
    "may_open",
    "needs_of",
    "open_cases_on",
    "opened_cases",
    "outcome_totals",
    "plan",
    "visible_case_ids",
    "who_opened",
    "without_supervisor",
]
