"""One article from outside: from public addresses only, bounded in time, size and redirects (docs/decisions/0011)."""

import asyncio
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NoReturn

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import FetchRefusedError, Refusal
from bot.public_address import PORTS, refusal_of
from bot.web_address import followed, one_line, read_address, shown
from corpus.parse import MAX_BYTES

TYPES = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain")

LookUp = Callable[[str, int], Awaitable[Sequence[str]]]
"""All addresses of a host, as literals. Raises OSError when it has none."""

AddressRule = Callable[[IPv4Address | IPv6Address, int], Refusal | None]
"""Why nothing is fetched from an address and port; None: it may be."""

_HEADERS = {"User-Agent": "Newsdesk", "Accept": ", ".join(TYPES), "Accept-Encoding": "gzip"}
_REDIRECTS = (301, 302, 303, 307, 308)
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the address that it came from in the end, and its bytes, unpacked."""

    url: str
    content: bytes
    content_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how far: seconds for all redirects together, bytes before and after unpacking."""

    total_seconds: float = 15.0
    connect_seconds: float = 5.0
    bytes: int = MAX_BYTES
    redirects: int = 5


async def look_up_by_system(host: str, port: int) -> Sequence[str]:
    """Return all addresses that the system knows for a host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def fetch(
    url: str,
    limits: Limits = Limits(),
    *,
    look_up: LookUp = look_up_by_system,
    rule: AddressRule = refusal_of,
) -> Fetched:
    """Fetch one page of text. Raises FetchRefusedError, whatever stands in the way.

    At each redirect the host is looked up once, all its addresses are held against ``rule``, and the connection is
    made to those very addresses. ``look_up`` and ``rule`` are for tests: nothing that a user writes reaches them.
    """
    page = read_address(url)
    try:
        async with asyncio.timeout(limits.total_seconds):
            for _ in range(limits.redirects + 1):
                addresses = await _checked_addresses(page, look_up, rule)
                answer = await _ask(page, addresses, limits)
                if isinstance(answer, Fetched):
                    return answer
                page = followed(page, answer)
    except TimeoutError:
        problem = f"{shown(page)} did not send the page within {limits.total_seconds:g} seconds"
        raise FetchRefusedError("time", problem) from None
    raise FetchRefusedError("redirects", f"{shown(page)} redirects more than {limits.redirects} times")


async def _checked_addresses(page: URL, look_up: LookUp, rule: AddressRule) -> Sequence[str]:
    host, port = page.raw_host or "", page.port or 0
    try:
        addresses = await look_up(host, port)
    except (OSError, UnicodeError):
        addresses = ()
    if not addresses:
        hint = "look whether the address is written rightly"
        raise FetchRefusedError("unknown_host", f"there is no host {shown(page)}", hint=hint)
    for address in addresses:
        # What the address is stays untold: a moderator need not learn what is inside the operator's network.
        match rule(ip_address(address), port):
            case "port":
                ports = " and ".join(map(str, PORTS))
                raise FetchRefusedError("port", f"port {port} is not fetched from, only {ports} are")
            case str(reason):
                raise FetchRefusedError(reason, f"{shown(page)} is not on the public internet")
    return addresses


class _Known(AbstractResolver):
    """Knows the addresses that were checked, and asks nobody."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        del family
        numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=numeric,
            )
            for address in self._addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def _ask(page: URL, addresses: Sequence[str], limits: Limits) -> Fetched | str:
    """Ask once; a redirect is returned as its location."""
    checked = {ip_address(address) for address in addresses}

    def socket_to(place: aiohttp.AddrInfoType) -> socket.socket:
        # Every connection passes here, whichever way aiohttp came by its address.
        family, kind, protocol, _, (address, *_) = place
        if ip_address(address) not in checked:
            raise PermissionError("an address that was not checked")
        return socket.socket(family, kind, protocol)

    connector = aiohttp.TCPConnector(
        resolver=_Known(addresses), socket_factory=socket_to, use_dns_cache=False, force_close=True
    )
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=_HEADERS,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_seconds),
        auto_decompress=False,
        trust_env=False,
    )
    try:
        async with session, session.get(page, allow_redirects=False) as response:
            if response.status in _REDIRECTS and "Location" in response.headers:
                return response.headers["Location"]
            return await _taken(page, response, limits)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        _refuse(page, error)


async def _taken(page: URL, response: aiohttp.ClientResponse, limits: Limits) -> Fetched:
    if response.status != 200:
        raise FetchRefusedError("status", f"{shown(page)} answers with status {response.status}, not with a page")
    kind = response.content_type
    if kind not in TYPES:
        problem = f"{shown(page)} sends {one_line(kind)}, not a page of text"
        raise FetchRefusedError("type", problem, hint=f"what is taken: {', '.join(TYPES)}")
    content = await _body(page, response, limits.bytes)
    if not content.strip():
        raise FetchRefusedError("empty", f"{shown(page)} sends an empty page")
    return Fetched(str(page), content, kind, response.charset)


async def _body(page: URL, response: aiohttp.ClientResponse, most: int) -> bytes:
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip"):
        raise FetchRefusedError("packing", f"{shown(page)} sends its page packed in a way that it was not asked for")
    unpacker = zlib.decompressobj(_GZIP_WINDOW) if packing == "gzip" else None
    too_large = FetchRefusedError("size", f"{shown(page)} sends more than {most / 2**20:g} MiB")
    if (response.content_length or 0) > most:
        raise too_large
    sent, content = 0, bytearray()
    async for chunk in response.content.iter_any():
        sent += len(chunk)
        try:
            # One byte more than may be: enough to know, and never as much as a bomb holds.
            content += unpacker.decompress(chunk, most + 1 - len(content)) if unpacker else chunk
        except zlib.error:
            raise FetchRefusedError("packing", f"{shown(page)} sends a page that cannot be unpacked") from None
        if max(sent, len(content)) > most:
            raise too_large
        if unpacker and unpacker.unused_data:
            raise FetchRefusedError("packing", f"{shown(page)} sends more behind its packed page")
    if unpacker and not unpacker.eof:
        raise FetchRefusedError("broken", f"{shown(page)} broke off in the middle of the page")
    return bytes(content)


def _refuse(page: URL, error: Exception) -> NoReturn:
    """Raise the refusal that stands for a failure of the connection."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
        problem = f"{shown(page)} has no certificate that can be trusted"
        raise FetchRefusedError("certificate", problem) from error
    if isinstance(error, aiohttp.ClientConnectorError | TimeoutError):
        raise FetchRefusedError("unreachable", f"{shown(page)} cannot be reached") from error
    raise FetchRefusedError("broken", f"{shown(page)} broke off, or answers in a way that is not HTTP") from error
