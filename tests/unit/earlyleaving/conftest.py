"""One school that takes part."""

from __future__ import annotations

import pytest

from tests.factories.earlyleaving import House, house


@pytest.fixture
def there(db) -> House:
    return house()
