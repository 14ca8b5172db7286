# `make run` and `make test` set everything up by themselves; the steps are in .ci/setup.sh.
SHELL := /bin/bash
PYTHON := .venv/bin/python
UV ?= uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --custom-compile-command "make lock"
export PYTHONUTF8 := 1

.PHONY: run test lint bench rigs mutants lock clean ready-run ready-test
.DEFAULT_GOAL := run

run: ready-run
	@if [[ -n "$$DISPLAY$$WAYLAND_DISPLAY" || "$$(uname -s)" =~ ^(Darwin|MINGW|MSYS|CYGWIN) ]]; then \
	  $(PYTHON) -m sonla_desktop; \
	else \
	  echo "Máy này không có màn hình: làm tháng mẫu bằng dòng lệnh, kết quả ở build/demo."; \
	  rm -rf build/demo && QT_QPA_PLATFORM=offscreen $(PYTHON) -m sonla_desktop demo --out build/demo; \
	fi

test: lint
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -n 2

lint: ready-test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as main; main()" --no-logo

bench: ready-test
	QT_QPA_PLATFORM=offscreen $(PYTHON) tests/benchmarks/run.py

rigs: ready-test
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -m rig

# Breaks each rule in small ways; lists what its cases do not notice. About ten minutes; RULES="task_rules" for one.
mutants: ready-test
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.rigs.mutate_rules $(RULES)

ready-run ready-test: ready-%:
	@bash .ci/setup.sh $*

# Newest allowed versions of everything, with the hashes of all their files; one version of each package in all lists.
lock:
	@command -v $(UV) >/dev/null || { echo "Cần chương trình uv để khóa phiên bản: pip install uv, rồi chạy lại make lock."; exit 1; }
	$(COMPILE) --upgrade pyproject.toml --group build --group test -o requirements/test.txt
	$(COMPILE) pyproject.toml -c requirements/test.txt -o requirements/run.txt
	$(COMPILE) --group build -c requirements/test.txt -o requirements/build.txt

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
