# Newsdesk's bot. Everything that changes, and every secret, comes from outside: see compose.yaml and docs/deploying.md.
FROM python:3.11-slim-bookworm AS building
# The Makefile's torch, and only ever the CPU build.
ARG TORCH=2.13.0
ENV UV_TORCH_BACKEND=cpu UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1 VIRTUAL_ENV=/usr/local/newsdesk
RUN pip install --no-cache-dir uv==0.13.9 && uv venv "$VIRTUAL_ENV"
WORKDIR /source
# What changes seldom comes first, so that it is not installed anew with each line of ours.
COPY pyproject.toml ./
RUN uv pip install torch==${TORCH} --requirement pyproject.toml --extra postgresql
COPY README.md LICENSE ./
COPY bot bot
COPY retrieval retrieval
COPY corpus corpus
RUN uv pip install --no-deps .

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 newsdesk \
    && useradd --uid 10001 --gid 10001 --no-log-init --home-dir /var/lib/newsdesk newsdesk \
    && install --directory --owner newsdesk --group newsdesk /var/lib/newsdesk /srv/corpus
COPY --from=building /usr/local/newsdesk /usr/local/newsdesk
COPY config.toml /etc/newsdesk/config.toml
# An empty volume begins with what stands here; moderators change it.
COPY --chown=newsdesk:newsdesk corpus/golden.yaml /srv/corpus/golden.yaml
COPY --chown=newsdesk:newsdesk corpus/articles /srv/corpus/articles
# Models come inside packages; nothing may wait for a model hub.
ENV PATH=/usr/local/newsdesk/bin:$PATH \
    HF_HUB_OFFLINE=1 \
    PYTHONUNBUFFERED=1 \
    NEWSDESK_CONFIG=/etc/newsdesk/config.toml \
    NEWSDESK_CORPUS__FOLDER=/srv/corpus/articles \
    NEWSDESK_STATE__FOLDER=/var/lib/newsdesk/state \
    NEWSDESK_RECORDS__DATABASE=sqlite:////var/lib/newsdesk/newsdesk.db \
    NEWSDESK_MONITORING__HOST=0.0.0.0
USER 10001:10001
WORKDIR /var/lib/newsdesk
VOLUME ["/var/lib/newsdesk", "/srv/corpus"]
EXPOSE 9464
STOPSIGNAL SIGINT
# The first start exports the model and indexes the articles: minutes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15m --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/ready', timeout=4)"]
ENTRYPOINT ["newsdesk"]
CMD ["run"]
