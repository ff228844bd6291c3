"""Who reads what the documents state: everybody at work in the platform."""

from __future__ import annotations

from khetene.accounts.rules import at_work

__all__ = ["at_work"]
