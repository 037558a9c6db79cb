"""Which addresses may be fetched from: those of the public internet, at the ports where pages are served."""

from ipaddress import IPv4Address, IPv6Address, ip_network

from bot.errors import Refusal

PORTS = (80, 443)

# Not always known to `is_global`, which learnt ranges from one Python to the next, or public by number only.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments, among them a cloud's metadata
        "192.88.99.0/24",  # 6to4 relays
        "168.63.129.16/32",  # a public number that leads to the host inside one cloud
        "2001::/23",  # Teredo and other protocols
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address, perhaps a private one, inside
        "3fff::/20",  # documentation
    )
)
_GLOBAL_UNICAST = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")


def refusal_of(address: IPv4Address | IPv6Address, port: int) -> Refusal | None:
    """Return why nothing is fetched from this address and port; None: it may be.

    Only global unicast is fetched from. An IPv4-mapped or NAT64 address is judged as the IPv4 address inside it.
    """
    if port not in PORTS:
        return "port"
    return None if _is_public(address) else "not_public"


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return _is_public(address.ipv4_mapped)
        if address in _NAT64:
            return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _GLOBAL_UNICAST or _is_isatap(address):
            return False
    # Multicast and the reserved ranges are "global" to some versions of Python.
    unicast = address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
    return unicast and not any(address in network for network in _NOT_PUBLIC)


def _is_isatap(address: IPv6Address) -> bool:
    """Whether the lower half is RFC 5214's form of an IPv4 address, which could be a private one."""
    return (int(address) >> 32) & 0xFDFF_FFFF == 0x0000_5EFE
