"""Links that let somebody in without an account."""

from __future__ import annotations

import uuid

from khetene.kernel.links import SignedLinks, digest_of, new_token

ONE, OTHER = SignedLinks("one"), SignedLinks("other")


def test_a_signature_opens_its_own_record_by_links_of_its_own_kind():
    key, elsewhere = uuid.uuid4(), uuid.uuid4()
    signature = ONE.signature_of(key)

    assert ONE.is_genuine(key, signature)
    assert not any([ONE.is_genuine(elsewhere, signature), OTHER.is_genuine(key, signature), ONE.is_genuine(key, "")])


def test_a_link_of_a_key_that_was_rotated_out_still_opens(settings):
    signature = ONE.signature_of("x")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    assert ONE.is_genuine("x", signature)


def test_tokens_are_never_the_same_and_are_found_by_their_digest():
    one, other = new_token(), new_token()

    assert one != other
    assert (digest_of(one), len(digest_of(one))) == (digest_of(one), 64)
    assert digest_of(one) != digest_of(other)
