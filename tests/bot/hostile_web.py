"""A web server on loopback that does to whoever fetches from it what a hostile one would."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address

from bot.errors import Refusal
from bot.public_address import refusal_of

PAGE = b"<html><body><p>The wall gave way.</p></body></html>"
_PLAIN = "text/html; charset=utf-8"


def head(*lines: str, status: str = "200 OK", kind: str | None = _PLAIN) -> bytes:
    """The head of an answer, with what a test adds to it."""
    told = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *lines]
    return ("\r\n".join(told) + "\r\n\r\n").encode("latin-1")


def whole(body: bytes, *lines: str, status: str = "200 OK", kind: str | None = _PLAIN) -> bytes:
    """A whole answer that keeps to HTTP."""
    return head(f"Content-Length: {len(body)}", *lines, status=status, kind=kind) + body


def redirect(location: str, status: int = 302) -> bytes:
    return whole(b"", f"Location: {location}", status=f"{status} Found")


def gzip_bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()


@dataclass
class HostileWeb:
    """Answers each path in its own way; counts what it was asked and how much it got rid of."""

    port: int = 0
    requests: list[str] = field(default_factory=list)
    sent: int = 0
    answers: dict[str, bytes] = field(default_factory=dict)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def rule(self, address: IPv4Address | IPv6Address, port: int) -> Refusal | None:
        """The bot's own rule, but for this very address and port."""
        return None if (str(address), port) == ("127.0.0.1", self.port) else refusal_of(address, port)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError), closing(writer):
            await self._answer(reader, writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.requests.append(asked)
        path = asked.split()[1]
        attack = _ATTACKS.get(path.partition("?")[0])
        if attack:
            await attack(self, writer)
        else:
            await self.send(writer, self.answers.get(path, whole(b"", status="404 Not Found")))

    async def send(self, writer: asyncio.StreamWriter, content: bytes) -> None:
        writer.write(content)
        await writer.drain()
        self.sent += len(content)


@asynccontextmanager
async def hostile_web() -> AsyncIterator[HostileWeb]:
    web = HostileWeb()
    serving: set[asyncio.Task[None]] = set()

    def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(web.answer(reader, writer))
        serving.add(task)
        task.add_done_callback(serving.discard)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    web.port = server.sockets[0].getsockname()[1]
    try:
        yield web
    finally:
        server.close()
        for task in list(serving):
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


Attack = Callable[[HostileWeb, asyncio.StreamWriter], Awaitable[None]]
_BLOCK = bytes(64 * 1024)
_TEN_GIGABYTES = 10 * 10**9


async def ten_gigabytes(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    """10 GB without saying so."""
    await web.send(writer, head())
    for _ in range(_TEN_GIGABYTES // len(_BLOCK)):
        await web.send(writer, _BLOCK)


async def ten_gigabytes_told(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    """Announced, and so refused before any of it comes."""
    await web.send(writer, head(f"Content-Length: {_TEN_GIGABYTES}"))
    await asyncio.sleep(60)


async def endless_chunks(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, head("Transfer-Encoding: chunked"))
    while True:
        await web.send(writer, b"10000\r\n" + _BLOCK + b"\r\n")


async def endless_gzip_of_nothing(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    """Packed blocks that unpack to nothing at all, for ever."""
    await web.send(writer, head("Content-Encoding: gzip"))
    packer = zlib.compressobj(9, wbits=31)
    await web.send(writer, packer.compress(b"x") + packer.flush(zlib.Z_SYNC_FLUSH))
    while True:
        await web.send(writer, b"\x00\x00\x00\xff\xff" * 10_000)


async def drip(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, head("Content-Length: 100000"))
    while True:
        await web.send(writer, b"a")
        await asyncio.sleep(0.02)


async def drip_of_headers(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        await web.send(writer, b"a")
        await asyncio.sleep(0.02)


async def continuing(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    """Interim answers for ever."""
    while True:
        await web.send(writer, b"HTTP/1.1 100 Continue\r\n\r\n")
        await asyncio.sleep(0.01)


async def silence(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    del web, writer
    await asyncio.sleep(60)


async def one_huge_header(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, b"HTTP/1.1 200 OK\r\nX-Huge: ")
    while True:
        await web.send(writer, b"a" * 65536)


async def endless_headers(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, b"HTTP/1.1 200 OK\r\n")
    while True:
        await web.send(writer, b"X-One: more\r\n" * 5000)


async def break_off(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, head("Content-Length: 1000") + b"half a")


async def break_off_packed(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, whole(gzip.compress(PAGE * 50)[:-20], "Content-Encoding: gzip"))


async def no_http(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    await web.send(writer, b"220 mail.example ESMTP\r\n")


async def hang_up(web: HostileWeb, writer: asyncio.StreamWriter) -> None:
    del web, writer


_ATTACKS: dict[str, Attack] = {
    f"/{attack.__name__}": attack
    for attack in (
        *(
            ten_gigabytes,
            ten_gigabytes_told,
            endless_chunks,
            endless_gzip_of_nothing,
            drip,
            drip_of_headers,
            continuing,
        ),
        *(silence, one_huge_header, endless_headers, break_off, break_off_packed, no_http, hang_up),
    )
}
