"""What an operator asks over HTTP, and what a port that is taken costs: one line."""

import aiohttp
import pytest

from bot.errors import MonitoringError
from bot.metrics import Metrics
from bot.monitoring import monitored
from bot.settings import MonitoringSettings
from tests.chroma_server import free_port


async def got(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def sound() -> dict[str, str | None]:
    return {"gateway": None, "edition": None}


async def unsound() -> dict[str, str | None]:
    return {"gateway": None, "edition": "none is open"}


async def test_health_readiness_and_metrics_are_served() -> None:
    settings, metrics = MonitoringSettings(port=free_port()), Metrics()
    metrics.answered("slash", "declined", 0.2)
    async with monitored(settings, metrics, sound):
        assert await got(settings.port, "/health") == (200, '{"alive": true}')
        assert await got(settings.port, "/ready") == (200, '{"gateway": "ok", "edition": "ok"}')
        status, text = await got(settings.port, "/metrics")
    assert status == 200
    assert 'newsdesk_questions_total{outcome="declined",way="slash"} 1.0' in text


async def test_not_being_ready_is_503_and_says_what_is_missing() -> None:
    settings = MonitoringSettings(port=free_port())
    async with monitored(settings, Metrics(), unsound):
        assert await got(settings.port, "/ready") == (503, '{"gateway": "ok", "edition": "none is open"}')


async def test_a_port_that_is_taken_is_one_line() -> None:
    settings = MonitoringSettings(port=free_port())
    async with monitored(settings, Metrics(), sound):
        with pytest.raises(MonitoringError, match=f"port {settings.port}"):
            async with monitored(settings, Metrics(), sound):
                pass


async def test_port_0_serves_nothing() -> None:
    async with monitored(MonitoringSettings(port=0), Metrics(), sound):
        pass
