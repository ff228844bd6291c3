"""A table that the solver cannot finish with is refused for that reason, and never called contradictory."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import random_array

from khetene.disclosure import audit
from khetene.disclosure.errors import NotProved

CELLS = 60


def test_a_proof_that_takes_too_long_is_not_called_a_contradiction(monkeypatch):
    monkeypatch.setattr(audit, "SECONDS", 0.0)
    rows = random_array((30, CELLS), density=0.4, rng=np.random.default_rng(3), format="csr")
    rows.data[:] = 1.0
    low, high = np.zeros(CELLS), np.full(CELLS, 9.0)
    piece = audit.Piece(list(range(CELLS)), rows, rows @ np.full(CELLS, 4.0), low, high, whole=True, reach=100.0)

    with pytest.raises(NotProved):
        audit._in_whole_numbers(piece, np.eye(CELLS)[0], low, high)
