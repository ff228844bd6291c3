"""Exchange with the State Education Information System (VIIS) as files: our own format, in docs/viis-exchange.md."""

from khetene.earlyleaving.exchange.sheet import COLUMNS, ExchangeRow, Problem, as_csv, as_xlsx, parse, table_of

__all__ = ["COLUMNS", "ExchangeRow", "Problem", "as_csv", "as_xlsx", "parse", "table_of"]
