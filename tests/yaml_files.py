"""Country files as people write them: every value in full, because references are refused."""

from __future__ import annotations

from typing import Any

import yaml


class _InFull(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(content: Any) -> str:
    return yaml.dump(content, Dumper=_InFull, allow_unicode=True, sort_keys=False)
