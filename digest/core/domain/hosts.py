"""Whether answers arrive (MX), and whether our own server has a name that leads back (PTR)."""

from collections.abc import Iterator
from ipaddress import ip_address

from digest.core.domain.answer import Lookup, addresses
from digest.core.domain.verdict import Record, Verdict, no_answer

REPLIES = "Replies"
MENDED = "set it up to receive mail, or take an address in From that gets its answers"


def replies(domain: str, lookup: Lookup) -> Verdict:
    """Whether mail to the domain in From can be delivered (RFC 5321, 5.1; RFC 7505)."""
    answer = lookup(domain, "MX")
    servers = [value.partition(" ")[2] for value in answer.values]
    if answer.status == "failed":
        return no_answer(REPLIES, "mx", domain, answer.reason)
    if answer.status == "missing":
        fix = "look for a typing error in from, or ask another --resolver, as in 9.9.9.9"
        return Verdict(REPLIES, "mx", "error", f"there is no domain {domain}", fix)
    if not servers:
        return _without_mx(domain, lookup)
    if servers == [""]:
        told = f'{domain} says that it takes no mail (its MX is ".")'
        return Verdict(REPLIES, "mx", "error", told, MENDED)
    return _reachable(domain, servers, lookup)


def names(host: str, lookup: Lookup) -> Iterator[Verdict]:
    """For each address of a sending server, whether its name leads back to it (FCrDNS)."""
    group = "Server"
    found = addresses(host, lookup)
    if not found:
        yield no_answer(group, "ptr", host, "its addresses are not known")
    for ip in found:
        yield _named(group, host, ip, lookup)


def _reachable(domain: str, servers: list[str], lookup: Lookup) -> Verdict:
    dead = [server for server in servers if not addresses(server, lookup)]
    if len(dead) == len(servers):
        told = f"no server of {domain} has an address: {', '.join(dead)}"
        return Verdict(REPLIES, "mx", "error", told, MENDED)
    if dead:
        told = f"{domain}: no address of {', '.join(dead)}"
        return Verdict(REPLIES, "mx", "warning", told, "take it out of the MX records")
    return Verdict(REPLIES, "mx", "ok", f"mail to {domain} goes to {', '.join(servers)}")


def _without_mx(domain: str, lookup: Lookup) -> Verdict:
    if addresses(domain, lookup):
        told = f"{domain} has no MX record; its own address is tried instead"
        return Verdict(REPLIES, "mx", "warning", told, "publish an MX record, if it takes mail")
    return Verdict(REPLIES, "mx", "error", f"{domain} takes no mail: no MX record", MENDED)


def _named(group: str, host: str, ip: str, lookup: Lookup) -> Verdict:
    address = ip_address(ip)
    if not address.is_global:
        told = f"{ip} is not the address that mailboxes see"
        fix = "look at the first Received line of a mail you sent"
        return Verdict(group, "ptr", "unknown", told, fix)
    answer = lookup(address.reverse_pointer, "PTR")
    if answer.status == "failed":
        return no_answer(group, "ptr", ip, answer.reason)
    back = [name for name in answer.values if ip in addresses(name, lookup)]
    if back:
        return Verdict(group, "ptr", "ok", f"{ip} is {back[0]}, and back")
    fix = "have who runs your server set the reverse name of its address to its name"
    if answer.values:
        told = f"{ip} is called {answer.values[0]}, which does not lead back to it"
        return Verdict(group, "ptr", "error", told, fix)
    record = Record(address.reverse_pointer, "PTR", f"{host}.")
    return Verdict(group, "ptr", "error", f"{ip} has no name (PTR)", fix, record)
