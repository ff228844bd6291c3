"""The link in a letter, by which somebody without an account answers."""

from __future__ import annotations

from khetene.kernel.links import SignedLinks

_LINKS = SignedLinks("khetene.gatherings.reply")
signature_of, is_genuine = _LINKS.signature_of, _LINKS.is_genuine
