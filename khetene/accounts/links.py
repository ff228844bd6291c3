"""The link of an invitation to work here."""

from __future__ import annotations

from khetene.kernel.links import SignedLinks

_LINKS = SignedLinks("khetene.accounts.invitation")
signature_of, is_genuine = _LINKS.signature_of, _LINKS.is_genuine
