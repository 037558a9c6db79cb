"""Health and metrics over HTTP, on loopback unless the config says otherwise."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import MonitoringError
from bot.metrics import Metrics
from bot.settings import MonitoringSettings

Readiness = Callable[[], Awaitable[dict[str, str | None]]]
"""What must be there to answer, and what is wrong with each; None: nothing."""


@asynccontextmanager
async def monitored(settings: MonitoringSettings, metrics: Metrics, readiness: Readiness) -> AsyncIterator[None]:
    """Serve /health (the process lives), /ready (it can answer) and /metrics while the block lasts.

    Raises MonitoringError when the port cannot be had.
    """

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        parts = await readiness()
        sound = all(fault is None for fault in parts.values())
        return web.json_response({part: fault or "ok" for part, fault in parts.items()}, status=200 if sound else 503)

    async def counted(_: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    if not settings.port:
        yield
        return
    application = web.Application()
    application.add_routes([web.get("/health", health), web.get("/ready", ready), web.get("/metrics", counted)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
        except OSError as error:
            raise MonitoringError(
                f"health and metrics cannot be served on {settings.host} port {settings.port}: {error.strerror}",
                hint="choose another [monitoring] port, or 0 for none",
            ) from None
        yield
    finally:
        await asyncio.shield(runner.cleanup())
