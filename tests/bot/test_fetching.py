"""What comes from outside is refused with one line, in bounded time and memory, or is the page that was asked for."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest
from yarl import URL

from bot.errors import FetchRefusedError
from bot.fetching import Fetched, Limits, LookUp, fetch, look_up_by_system
from bot.public_address import refusal_of
from bot.web_address import followed
from corpus.parse import MAX_BYTES
from tests.bot.hostile_web import PAGE, HostileWeb, gzip_bomb, head, hostile_web, redirect, whole

DEFAULT = Limits()
SHORT = Limits(total_seconds=0.5, connect_seconds=0.3)
MEMORY = 16 * 2**20


@pytest.fixture
async def web() -> AsyncIterator[HostileWeb]:
    async with hostile_web() as serving:
        yield serving


def knowing(**hosts: str) -> LookUp:
    """A fake look-up: what each name leads to, the dots of a name written `_`."""

    async def look_up(host: str, port: int) -> Sequence[str]:
        del port
        return hosts[host.replace(".", "_")].split() if host.replace(".", "_") in hosts else [host]

    return look_up


async def refused(
    url: str, web: HostileWeb | None = None, limits: Limits = DEFAULT, **more: LookUp
) -> FetchRefusedError:
    """The refusal, which must be one line with advice, in time and without taking the memory that it is sent."""
    rule = web.rule if web else refusal_of
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(FetchRefusedError) as caught:
            await fetch(url, limits, rule=rule, **more)
        assert time.monotonic() - began < limits.total_seconds + 2
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    line = f"{caught.value}; {caught.value.hint}"
    assert line.isprintable()
    assert caught.value.hint
    assert len(line) < 300
    return caught.value


# A good page


async def test_a_page_is_fetched_with_its_type_and_charset(web: HostileWeb) -> None:
    web.answers["/story"] = whole(PAGE)
    url = web.url("/story")
    assert await fetch(url + "#part", rule=web.rule) == Fetched(url, PAGE, "text/html", "utf-8")


async def test_a_packed_page_is_unpacked(web: HostileWeb) -> None:
    web.answers["/story"] = whole(gzip.compress(PAGE), "Content-Encoding: gzip")
    assert (await fetch(web.url("/story"), rule=web.rule)).content == PAGE


async def test_nothing_is_told_but_the_name_newsdesk_and_no_cookie_comes_back(
    web: HostileWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.answers["/a"] = redirect("/b").replace(b"Location", b"Set-Cookie: session=1; Path=/\r\nLocation")
    web.answers["/b"] = whole(PAGE)
    assert (await fetch(web.url("/a"), rule=web.rule)).url == web.url("/b")
    for asked in web.requests:
        names = {line.partition(":")[0] for line in asked.splitlines()[1:] if line}
        assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert "User-Agent: Newsdesk\r\n" in asked


async def test_five_redirects_are_followed_and_a_sixth_is_not(web: HostileWeb) -> None:
    web.answers |= {f"/{number}": redirect(f"/{number - 1}") for number in range(1, 7)}
    web.answers["/0"] = whole(PAGE)
    assert (await fetch(web.url("/5"), rule=web.rule)).url == web.url("/0")
    assert (await refused(web.url("/6"), web)).reason == "redirects"


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "text/markdown; charset=utf-8", "application/xhtml+xml"])
async def test_pages_of_text_are_taken(web: HostileWeb, kind: str) -> None:
    web.answers["/story"] = whole(PAGE, kind=kind)
    assert (await fetch(web.url("/story"), rule=web.rule)).content_type == kind.partition(";")[0]


# Where a page may come from

INSIDE = """
    127.0.0.1 127.1.2.3 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 169.254.0.1 169.254.169.254
    100.100.100.200 192.0.0.192 168.63.129.16 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 fe80::1 fe80::1%1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    ::ffff:169.254.169.254 ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
    2002:7f00:1::1 2002:808:808::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 3fff::1 100::1 5f00::1
    2600:1::5efe:a00:1 2600:1::200:5efe:a00:1
""".split()
PUBLIC = "8.8.8.8 151.101.0.81 2606:4700::6810:84e5 2a00:1450:4009::200e ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", INSIDE)
async def test_an_address_inside_is_refused_as_a_literal_and_behind_a_name(address: str) -> None:
    assert refusal_of(ip_address(address), 443) == "not_public"
    named = await refused("https://paper.example/", look_up=knowing(paper_example=address))
    assert named.reason == "not_public"
    assert address not in str(named)
    if "%" not in address:
        literal = f"[{address}]" if ":" in address else address
        assert (await refused(f"http://{literal}/", look_up=knowing())).reason == "not_public"


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("port", [80, 443])
def test_an_address_of_the_public_internet_may_be_fetched_from(address: str, port: int) -> None:
    assert refusal_of(ip_address(address), port) is None


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 65535])
def test_only_the_ports_of_the_web_are_fetched_from(port: int) -> None:
    assert refusal_of(ip_address("8.8.8.8"), port) == "port"


async def test_another_port_is_refused_with_the_ports_that_would_be_right() -> None:
    error = await refused("https://8.8.8.8:8443/", look_up=knowing())
    assert (error.reason, str(error)) == ("port", "port 8443 is not fetched from, only 80 and 443 are")


@pytest.mark.parametrize(
    "host",
    "2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.1 127.0.1 localhost localhost. LOCALHOST 0 "
    "2852039166 0xa9fea9fe [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] ①②⑦.⓪.⓪.①".split(),
)
async def test_no_spelling_of_an_address_inside_gets_there(host: str) -> None:
    """By the system's own look-up, which reads decimal, octal and hexadecimal numbers."""
    assert (await refused(f"http://{host}/")).reason in ("not_public", "unknown_host", "address")


async def test_one_address_inside_among_public_ones_is_enough() -> None:
    assert (await refused("http://a.example/", look_up=knowing(a_example="8.8.8.8 10.0.0.1"))).reason == "not_public"


async def test_the_loopback_server_itself_is_refused_by_the_rule_that_readers_meet(web: HostileWeb) -> None:
    assert (await refused(web.url("/story"))).reason == "port"
    assert web.requests == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "//10.0.0.1/",
        "http://inside.example/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_an_address_inside_is_refused(web: HostileWeb, target: str, status: int) -> None:
    web.answers["/story"] = redirect(target, status)
    error = await refused(web.url("/story"), web, look_up=knowing(inside_example="192.168.0.7"))
    assert error.reason == "not_public"
    assert len(web.requests) == 1


async def test_dns_that_changes_between_check_and_use_cannot_help(
    web: HostileWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once a step, and the connection is made to what was checked; the system is never asked."""
    web.answers |= {"/story": whole(PAGE), "/again": redirect("/story")}
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])
    asked = []

    async def look_up(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return [next(answers)]

    async def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("looked up a second time")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", forbidden)
    url = web.url("/story", "rebinding.example")
    assert (await fetch(url, rule=web.rule, look_up=look_up)).content == PAGE
    assert asked == [("rebinding.example", web.port)]
    assert f"Host: rebinding.example:{web.port}" in web.requests[0]

    answers = iter(["127.0.0.1", "127.0.0.2"])
    with pytest.raises(FetchRefusedError) as caught:
        await fetch(web.url("/again", "rebinding.example"), rule=web.rule, look_up=look_up)
    assert caught.value.reason == "port"
    assert len(web.requests) == 2


async def test_no_connection_is_made_but_to_an_address_that_was_checked(web: HostileWeb) -> None:
    """Not even when aiohttp reads an address out of the name by itself, and asks no look-up."""
    with pytest.raises(FetchRefusedError) as caught:
        await fetch(web.url("/story"), rule=lambda *_: None, look_up=knowing(**{"127_0_0_1": "8.8.8.8"}))
    assert caught.value.reason == "unreachable"
    assert web.requests == []


async def test_a_host_that_is_not_there_and_one_that_does_not_answer_are_told_apart() -> None:
    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError(f"no {host} {port}")

    assert (await refused("https://no.example/", look_up=nowhere)).reason == "unknown_host"
    async with hostile_web() as gone:
        pass
    assert (await refused(gone.url("/"), gone)).reason == "unreachable"


async def test_a_look_up_that_hangs_is_ended() -> None:
    async def hanging(host: str, port: int) -> Sequence[str]:
        del host, port
        await asyncio.sleep(60)
        return []

    assert (await refused("https://slow.example/", limits=SHORT, look_up=hanging)).reason == "time"


async def test_the_system_knows_its_own_name() -> None:
    assert "127.0.0.1" in await look_up_by_system("127.0.0.1", 80)


# How an address may be written


@pytest.mark.parametrize(
    "url",
    [
        *("", "story", "//paper.example/", "file:///etc/passwd", "ftp://paper.example/", "gopher://127.0.0.1:25/"),
        *("data:text/html,hello", "javascript:alert(1)", "unix:///run/docker.sock", "HTTPX://paper.example"),
        *("https://user:secret@paper.example/", "https://user@paper.example/"),
        *("https://", "https:///story", "https://paper.example:0/", "https://paper.example:99999/", "https://[::1"),
        *("https://paper.example\\@127.0.0.1/", "https://paper.example/a\r\nHost: inside", "https://paper.example/a b"),
        *("https://[fe80::1%25eth0]/", "https://paper.example/" + "a" * 3000, "https://paper.example/\u202etxt"),
    ],
)
async def test_what_is_not_a_plain_web_address_is_refused_before_anything_is_looked_up(url: str) -> None:
    async def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"looked up {host} {port}")

    assert (await refused(url, look_up=never)).reason == "address"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://a.example/", "javascript:1", "http://u:p@a.example/"]
)
async def test_a_redirect_to_another_scheme_or_to_credentials_is_refused(web: HostileWeb, location: str) -> None:
    web.answers["/story"] = redirect(location)
    assert (await refused(web.url("/story"), web)).reason == "address"


def test_a_redirect_from_https_to_http_is_refused_and_the_other_way_is_followed() -> None:
    with pytest.raises(FetchRefusedError) as caught:
        followed(URL("https://paper.example/a"), "http://paper.example/b")
    assert caught.value.reason == "downgrade"
    assert followed(URL("http://paper.example/a"), "https://paper.example/b") == URL("https://paper.example/b")


@pytest.mark.parametrize("location", ["/loop", "?more", ""])
async def test_a_loop_of_redirects_ends(web: HostileWeb, location: str) -> None:
    web.answers |= {path: redirect(location) for path in ("/loop", "/loop?more")}
    assert (await refused(web.url("/loop"), web)).reason == "redirects"
    assert len(web.requests) == 6


# What is sent


@pytest.mark.parametrize(
    ("attack", "reason"),
    [
        *(("ten_gigabytes", "size"), ("ten_gigabytes_told", "size"), ("endless_chunks", "size")),
        *(("endless_gzip_of_nothing", "size"), ("one_huge_header", "broken"), ("endless_headers", "broken")),
        *(("break_off", "broken"), ("break_off_packed", "broken"), ("no_http", "broken"), ("hang_up", "broken")),
    ],
)
async def test_a_body_or_head_without_end_or_with_a_wrong_one_is_refused(
    web: HostileWeb, attack: str, reason: str
) -> None:
    assert (await refused(web.url(f"/{attack}"), web, Limits(total_seconds=5))).reason == reason
    assert web.sent < 4 * MAX_BYTES + MEMORY


@pytest.mark.parametrize("attack", ["drip", "drip_of_headers", "continuing", "silence"])
async def test_a_slow_drip_is_ended_in_time(web: HostileWeb, attack: str) -> None:
    error = await refused(web.url(f"/{attack}"), web, SHORT)
    assert (error.reason, str(error)) == ("time", "127.0.0.1 did not send the page within 0.5 seconds")


async def test_redirects_share_one_time_limit(web: HostileWeb) -> None:
    web.answers["/story"] = redirect("/silence")
    assert (await refused(web.url("/story"), web, SHORT)).reason == "time"


async def test_a_gzip_bomb_is_refused_without_being_unpacked(web: HostileWeb) -> None:
    bomb = gzip_bomb(256 * 2**20)
    assert len(bomb) < MAX_BYTES
    web.answers["/bomb"] = whole(bomb, "Content-Encoding: gzip")
    assert (await refused(web.url("/bomb"), web)).reason == "size"


async def test_a_bomb_in_a_bomb_is_refused(web: HostileWeb) -> None:
    web.answers["/bomb"] = whole(gzip.compress(gzip_bomb(64 * 2**20)), "Content-Encoding: gzip, gzip")
    assert (await refused(web.url("/bomb"), web)).reason == "packing"


@pytest.mark.parametrize("packing", ["deflate", "br", "zstd", "compress", "x-bomb", "gzip, br"])
async def test_a_packing_that_was_not_asked_for_is_refused(web: HostileWeb, packing: str) -> None:
    web.answers["/story"] = whole(zlib.compress(bytes(2**20)), f"Content-Encoding: {packing}")
    assert (await refused(web.url("/story"), web)).reason == "packing"


@pytest.mark.parametrize(
    "body", [b"not gzip at all", gzip.compress(PAGE) + gzip.compress(PAGE), b"\x1f\x8b" + bytes(99)]
)
async def test_what_cannot_be_unpacked_or_hides_more_behind_its_end_is_refused(web: HostileWeb, body: bytes) -> None:
    web.answers["/story"] = whole(body, "Content-Encoding: gzip")
    assert (await refused(web.url("/story"), web)).reason == "packing"


async def test_a_page_of_2_mib_is_taken_and_one_byte_more_is_not(web: HostileWeb) -> None:
    web.answers |= {"/most": whole(b"a" * MAX_BYTES), "/more": head("Connection: close") + b"a" * (MAX_BYTES + 1)}
    assert len((await fetch(web.url("/most"), rule=web.rule)).content) == MAX_BYTES
    assert str(await refused(web.url("/more"), web)) == "127.0.0.1 sends more than 2 MiB"


@pytest.mark.parametrize(
    "kind",
    [*"application/pdf image/png application/json text/css text/javascript application/octet-stream x".split(), None],
)
async def test_what_is_not_a_page_of_text_is_refused(web: HostileWeb, kind: str | None) -> None:
    web.answers["/story"] = whole(PAGE, kind=kind)
    assert (await refused(web.url("/story"), web)).reason == "type"


@pytest.mark.parametrize(
    "status", ["204 No Content", "206 Partial", "304 Same", "401 No", "404 Not Found", "500 Broken"]
)
async def test_only_a_whole_page_is_taken(web: HostileWeb, status: str) -> None:
    web.answers["/story"] = whole(PAGE if status[0] != "3" and status[:3] != "204" else b"", status=status)
    error = await refused(web.url("/story"), web)
    assert error.reason == "status"
    assert status[:3] in str(error)


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
async def test_no_content_is_refused(web: HostileWeb, body: bytes) -> None:
    web.answers["/story"] = whole(body)
    assert (await refused(web.url("/story"), web)).reason == "empty"


async def test_a_server_without_tls_is_refused_over_https(web: HostileWeb) -> None:
    assert (await refused(web.url("/story").replace("http:", "https:"), web, SHORT)).reason in (
        "certificate",
        "unreachable",
    )


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate, and is not here")
async def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=paper.example -days 2".split()
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web = HostileWeb()
    server = await asyncio.start_server(web.answer, "127.0.0.1", 0, ssl=context)
    async with server:
        web.port = server.sockets[0].getsockname()[1]
        url = f"https://paper.example:{web.port}/"
        assert (await refused(url, web, look_up=knowing(paper_example="127.0.0.1"))).reason == "certificate"
    assert web.requests == []
