"""A proxy and a database on this machine that refuse whoever comes, and repeat the password that they were given."""

import asyncio
import struct
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
CLEARTEXT_PASSWORD = 3
SSL_REQUEST = 80877103


@asynccontextmanager
async def echoing_proxy() -> AsyncIterator[int]:
    """An HTTP proxy; the port is yielded."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        given = next((line for line in head.splitlines() if line.lower().startswith("proxy-authorization")), "none")
        user = b64decode(given.partition("Basic ")[2]).decode()
        body = f'{{"error": {{"message": "not {user} ({given})"}}}}'.encode()
        writer.write(
            f"HTTP/1.1 407 not {user} ({given})\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )

    async with _listening(serve) as port:
        yield port


@asynccontextmanager
async def echoing_database() -> AsyncIterator[int]:
    """A PostgreSQL server that asks for a password in clear text; the port is yielded."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            (length,) = struct.unpack("!i", await reader.readexactly(4))
            (code,) = struct.unpack("!i", (await reader.readexactly(length - 4))[:4])
            if code != SSL_REQUEST:
                break
            writer.write(b"N")
        writer.write(b"R" + struct.pack("!ii", 8, CLEARTEXT_PASSWORD))
        (length,) = struct.unpack("!xi", await reader.readexactly(5))
        password = (await reader.readexactly(length - 4)).rstrip(b"\0")
        told = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed: " + password + b"\0\0"
        writer.write(b"E" + struct.pack("!i", len(told) + 4) + told)

    async with _listening(serve) as port:
        yield port


@asynccontextmanager
async def _listening(serve: Serve) -> AsyncIterator[int]:
    async def serve_to_its_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except asyncio.IncompleteReadError:
            pass  # whoever came has gone
        finally:
            writer.close()

    async with await asyncio.start_server(serve_to_its_end, "127.0.0.1", 0) as server:
        yield int(server.sockets[0].getsockname()[1])
