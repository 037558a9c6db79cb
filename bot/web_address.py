"""The address that a moderator gives, or a page redirects to: what could be fetched, by its form alone."""

from yarl import URL

from bot.errors import FetchRefusedError

MAX_CHARACTERS = 2048
_SHOWN_CHARACTERS = 80


def read_address(written: str) -> URL:
    """Return an address that could be fetched, by its form. Raises FetchRefusedError."""
    written = written.strip()
    wanted = "give a whole address that begins with https:// or http://, without a user name in it"
    if len(written) > MAX_CHARACTERS:
        problem = f"the address has more than {MAX_CHARACTERS} characters"
        raise FetchRefusedError("address", problem, hint="give a shorter one")
    if not written.isprintable() or any(character in ' \\"<>' for character in written):
        raise FetchRefusedError("address", "the address holds a blank, a backslash or a sign of control", hint=wanted)
    try:
        address = URL(written).with_fragment(None)
        scheme, host, port, named = address.scheme, address.host, address.port, address.raw_authority
    except ValueError:
        raise FetchRefusedError("address", "this is not a web address", hint=wanted) from None
    if scheme not in ("http", "https"):
        raise FetchRefusedError("address", "only http and https addresses are fetched", hint=wanted)
    if "@" in named:
        raise FetchRefusedError("address", "the address holds a user name or password", hint=wanted)
    if not host or not port or "%" in host:
        raise FetchRefusedError("address", "the address names no host that could be fetched from", hint=wanted)
    return address


def followed(page: URL, location: str) -> URL:
    """Return where a page redirects to. Raises FetchRefusedError."""
    try:
        target = page.join(URL(location))
    except ValueError:
        raise FetchRefusedError("redirects", f"{shown(page)} redirects to what is not a web address") from None
    if page.scheme == "https" and target.scheme == "http":
        raise FetchRefusedError(
            "downgrade", f"{shown(page)} redirects from https to http, where anybody could alter it"
        )
    return read_address(str(target))


def shown(page: URL) -> str:
    """Return a page's host as it can stand in a message."""
    return one_line(page.raw_host or "")


def one_line(text: str) -> str:
    """Return what a server wrote as it can stand in a message: printable, and not long."""
    return "".join(character if character.isprintable() else "?" for character in text[:_SHOWN_CHARACTERS])
