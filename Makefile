# Newsdesk. `make chat` and `make test` do all the set-up they need, once, in .venv.
PYTHON ?= python3
TORCH  := 2.13.0
BIN    := .venv/bin
# Models come inside packages; nothing may wait for a model hub.
export HF_HUB_OFFLINE := 1

.PHONY: chat test check lint types imports eval clean

chat: .venv/.runtime
	@-$(BIN)/newsdesk index
	@$(BIN)/newsdesk chat

test: .venv/.dev
	$(BIN)/pytest

check: lint types imports

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports

eval: .venv/.dev
	$(BIN)/newsdesk eval tests/quality/story

clean:
	rm -rf .venv .newsdesk

# The pip that ships with Python 3.11.7 does not resolve this stack: upgrade it first.
# Then torch, before anything can ask for it: the CPU build, never CUDA. On Linux that build is called
# +cpu and is taken from wherever this machine's pip finds packages; where pip does not find it, uv, which knows
# PyTorch's own index, does. On macOS the registry's build has no CUDA.
.venv/.torch:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip
	@if [ "$$(uname -s)" != Linux ]; then $(BIN)/pip install --quiet torch==$(TORCH); else \
	  $(BIN)/pip install --quiet torch==$(TORCH)+cpu 2>/dev/null || \
	  { $(BIN)/pip install --quiet uv && $(BIN)/uv pip install --quiet --python $(BIN)/python --torch-backend cpu torch==$(TORCH); }; fi
	@touch $@

.venv/.runtime: .venv/.torch pyproject.toml
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/.dev: .venv/.runtime
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@
