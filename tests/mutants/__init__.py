"""Lines of logic changed one at a time: do the tests notice? ``make mutants`` runs it."""
