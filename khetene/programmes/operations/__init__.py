"""How a programme is run, as data: stages, supports, limits and outcomes that the engine enforces (`docs/programmes.md`)."""
