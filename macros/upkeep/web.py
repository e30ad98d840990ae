"""Asking the web whether addresses work, politely and within bounds.

The addresses are strangers' input: none is asked that does not belong to the public
internet, at any hop of a redirect, and nothing that a server sends is kept but its
status and where it redirects to. A name is resolved once and the connection goes to
the very addresses that were judged: a second answer of the name server leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError
from urllib3.util import Retry, Url, parse_url

MAX_HOPS = 10

_PERMANENT = (301, 308)
_TEMPORARY = (302, 303, 307)
_GONE = (404, 410)
_LATER = (408, 425, 429)  # and 5xx: what was asked may well be there next time
_UNKNOWN_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_MOST_IPS = 4  # of one host are tried
_SEVERAL = 3  # hosts do not all fall silent at once
_GRACE = 0.5  # for the last requests to notice that the time is up
# The address at which Azure, where GitHub's runners live, answers its own machines; it counts as public.
_AZURE = ipaddress.ip_address("168.63.129.16")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A chain of certificates that lacks a link: browsers know how to complete it, so the site is not broken.
_INCOMPLETE = (20, 21)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Kind = Literal["fine", "broken", "moved", "unsure"]
Answer = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class Outcome:
    """What asking an address gave. `why` says it in Dutch, `new` is the new address of what moved.

    `again` is how many seconds to wait before asking once more; None when the answer is final.
    """

    kind: Kind
    why: str = ""
    new: str = ""
    again: float | None = None


def is_public(ip: Address) -> bool:
    """Whether an address belongs to the public internet: no network's own, and no tunnel that may lead to one."""
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.is_site_local or ip in _NAT64
    ):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip != _AZURE


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, IPv4 first. Raises socket.gaierror when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in sorted(found, key=lambda info: info[0] != socket.AF_INET)))


@dataclass(frozen=True)
class Manners:
    """How the web is asked. Times are in seconds; `patience` is the longest that a server may let us wait."""

    timeout: float = 15
    jobs: int = 8
    deadline: float = 900
    tries: int = 3
    pause: float = 1
    backoff: float = 3
    patience: float = 60
    agent: str = "kennisbank-links"
    is_allowed: Callable[[Address], bool] = is_public
    resolve: Callable[[str, int], list[str]] = resolve
    authorities: str = field(default_factory=certifi.where)


def ask(addresses: Iterable[str], manners: Manners) -> dict[str, Outcome]:
    """Ask all addresses, several hosts at a time; those that the time was too short for are left out.

    Raises NoWeb when not one host out of several gives any answer.
    """
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(by_host.values(), key=len, reverse=True):  # the longest row takes longest: begin there
        waiting.put(group)
    asker = _Asker(manners)
    outcomes: dict[str, Outcome] = {}

    def work() -> None:
        with suppress(queue.Empty, _TimeIsUp):
            while True:
                for address in waiting.get_nowait():
                    outcomes[address] = asker.ask(address)

    # Daemons, since nothing bounds the silence of a name server: whoever is late is left behind.
    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(manners.jobs, len(by_host)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, asker.end + _GRACE - time.monotonic()))
    if not asker.answered and len(by_host) >= _SEVERAL:
        raise NoWeb("Geen enkele site geeft antwoord. Heeft deze computer wel internet?")
    return dict(outcomes)


class NoWeb(Exception):
    """It is not the addresses that fail but our own way to the web; the message says so in Dutch."""


class _TimeIsUp(Exception):
    """The deadline has passed."""


class _NotPublic(Exception):
    """A host that is not on the public internet."""


@dataclass
class _Gate:
    """Lets one request at a time through to a host, with a pause in between."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0


class _Asker:
    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.end = time.monotonic() + manners.deadline
        self.tls = ssl.create_default_context(cafile=manners.authorities)
        self.gates: dict[str, _Gate] = {}
        self.answered = False

    def ask(self, address: str) -> Outcome:
        """What an address gives, asked more than once if need be. Raises _TimeIsUp at the deadline."""
        outcome = self._attempt(address, "HEAD")
        for turn in range(1, self.manners.tries):
            if outcome.again is None:
                break
            wait = max(outcome.again, self.manners.backoff * 2 ** (turn - 1))
            if outcome.again > self.manners.patience or wait > self._left():
                break
            time.sleep(wait)
            outcome = self._attempt(address, "GET")  # some servers leave a HEAD without an answer
        if outcome.again is not None:
            self._left()  # what was cut off at the deadline has had no fair chance
        return outcome

    def _attempt(self, address: str, method: str) -> Outcome:
        try:
            return self._follow(address, method)
        except _NotPublic as error:
            return Outcome("broken", f"de site {error} staat niet op het openbare internet.")
        except socket.gaierror as error:
            if error.errno in _UNKNOWN_NAME:
                return Outcome("broken", "de site bestaat niet; niemand kent deze naam.")
            return Outcome("unsure", "de naam van de site is nu niet op te zoeken.", again=0)
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in _INCOMPLETE:
                return Outcome("unsure", "het certificaat van de site is niet te controleren.")
            return Outcome("broken", "het certificaat van de site klopt niet; een browser waarschuwt ervoor.")
        except ValueError:  # what cannot be parsed, encoded or looked up
            return Outcome("broken", "dit is geen adres dat op het web kan bestaan.")
        except (OSError, HTTPError, http.client.HTTPException):
            return Outcome("unsure", "de site geeft nu geen antwoord.", again=0)

    def _follow(self, address: str, method: str) -> Outcome:
        """Ask an address and what it redirects to."""
        here, moved, lasting = address, "", True
        for _ in range(MAX_HOPS + 1):
            url = parse_url(here)
            if url.scheme not in ("http", "https") or not url.host:
                return Outcome("unsure", "het adres stuurt door naar iets dat geen webpagina is.")
            status, headers = self._request(method, url)
            if method == "HEAD" and status >= 400 and status != 429:  # many a server does HEAD by halves
                status, headers = self._request("GET", url)
            location = headers.get("Location", "")
            if status not in (*_PERMANENT, *_TEMPORARY) or not location:
                return _verdict(status, headers, parse_url(moved).url if moved else "")
            lasting = lasting and status in _PERMANENT
            # http.client reads headers as Latin-1; what servers mean is UTF-8.
            here = urljoin(url.url, location.encode("latin-1", "replace").decode("utf-8", "replace").strip())
            moved = here if lasting else moved
        return Outcome("unsure", f"het adres stuurt meer dan {MAX_HOPS} keer door.")

    def _request(self, method: str, url: Url) -> Answer:
        """What the host of `url` answers, when it is its turn."""
        host = (url.host or "").strip("[]")
        gate = self.gates.setdefault(host, _Gate())
        with gate.lock:
            if gate.free - time.monotonic() > self._left():
                raise _TimeIsUp
            time.sleep(max(0.0, gate.free - time.monotonic()))
            try:
                return self._first_answer(method, url, host)
            finally:
                gate.free = time.monotonic() + self.manners.pause

    def _first_answer(self, method: str, url: Url, host: str) -> Answer:
        """The answer of the first of a host's addresses that takes a connection: not every machine has IPv6."""
        port = url.port or (443 if url.scheme == "https" else 80)
        ips = self.manners.resolve(host, port)
        if not all(self.manners.is_allowed(ipaddress.ip_address(ip.partition("%")[0])) for ip in ips):
            raise _NotPublic(host)
        failure: OSError | HTTPError = OSError("no address")
        for ip in ips[:_MOST_IPS]:
            limit = min(self.manners.timeout, self._left())
            connection = (
                HTTPSConnection(ip, port, timeout=limit, ssl_context=self.tls, server_hostname=host)
                if url.scheme == "https"
                else HTTPConnection(ip, port, timeout=limit)
            )
            # A socket's timeout counts from each byte to the next: what drips would never end.
            late = threading.Event()
            cut = threading.Timer(limit, _hang_up, [connection, late])
            cut.daemon = True
            cut.start()
            with closing(connection):
                try:
                    connection.connect()
                    answer = self._answer(connection, method, url)
                    if not late.is_set():  # else its headers may end where we hung up
                        return answer
                    failure = TimeoutError()
                except ssl.SSLCertVerificationError:
                    raise
                except (OSError, HTTPError) as error:
                    failure = error
                finally:
                    cut.cancel()
        raise failure

    def _answer(self, connection: HTTPConnection, method: str, url: Url) -> Answer:
        headers = {"Host": url.netloc or "", "User-Agent": self.manners.agent, "Accept": "*/*"}
        connection.request(method, url.request_uri, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as response:  # its body is left where it is
            self.answered = True
            return response.status, response.headers

    def _left(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise _TimeIsUp
        return left


def _hang_up(connection: HTTPConnection, late: threading.Event) -> None:
    late.set()
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _verdict(status: int, headers: Mapping[str, str], moved: str) -> Outcome:
    if status < 400:
        return Outcome("moved", "de pagina staat nu op een ander adres.", moved) if moved else Outcome("fine")
    if status in _GONE:
        return Outcome("broken", f"de pagina bestaat niet meer (antwoord {status}).")
    if status in _LATER or status >= 500:
        return Outcome("unsure", f"de site geeft nu geen antwoord (antwoord {status}).", again=_asked_wait(headers))
    return Outcome("unsure", f"de site laat een programma niet toe (antwoord {status}).")


def _asked_wait(headers: Mapping[str, str]) -> float:
    """The seconds of Retry-After (RFC 9110, 10.2.3), as a number or as a date."""
    try:
        return Retry(retry_after_max=10**9).parse_retry_after(headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0


def _host(address: str) -> str:
    try:
        return parse_url(address).host or ""
    except LocationParseError:
        return ""
