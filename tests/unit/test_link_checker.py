"""External links, asked of a server of our own that behaves as badly as those of others."""

from __future__ import annotations

import hashlib
import http.server
import ipaddress
import random
import shutil
import socket
import ssl
import threading
import time
from base64 import encodebytes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.upkeep import web
from macros.upkeep.links import find_mentions, report
from macros.upkeep.web import Manners, NoWeb, Outcome, ask, is_public
from tests.conftest import Project, macros
from tests.small import SMALL, SOURCES

QUICK = Manners(
    timeout=10,
    deadline=60,
    pause=0,
    backoff=0.01,
    patience=5,
    agent="kennisbank-links/1 (+https://voorbeeld.nl)",
    is_allowed=lambda ip: ip.is_loopback,
)


@dataclass
class Seen:
    """One request, as it came in."""

    method: str
    path: str
    host: str
    headers: dict[str, str]
    at: float


@dataclass
class Net:
    """A server that stands for the whole web: every name in `names` leads to its address."""

    port: int
    seen: list[Seen] = field(default_factory=list)
    busy: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    meeting: threading.Barrier = field(default_factory=lambda: threading.Barrier(2))
    names: dict[str, list[str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def resolve(self, host: str, port: int) -> list[str]:
        if host.startswith("dead."):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host.startswith("silent."):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return self.names.get(host, ["127.0.0.1"])

    def ask(self, *addresses: str, **manners: object) -> list[Outcome]:
        found = ask(addresses, replace(QUICK, resolve=self.resolve, **manners))  # type: ignore[arg-type]
        return [found[address] for address in addresses if address in found]

    def paths(self) -> list[tuple[str, str]]:
        return [(seen.method, seen.path) for seen in self.seen]


# What is answered, by path: a status, and headers in which {root} and {port} are the server's own.
ANSWERS: dict[str, tuple[int, dict[str, str]]] = {
    "/fine": (200, {}),
    "/new": (200, {}),
    "/": (200, {}),
    "/missing": (404, {}),
    "/gone": (410, {}),
    "/forbidden": (403, {}),
    "/broken-server": (503, {}),
    "/for-now": (302, {"Location": "/fine", "Set-Cookie": "who=you"}),
    "/moved": (301, {"Location": "/new"}),
    "/moved-308": (308, {"Location": "{root}/new"}),
    "/moved-twice": (301, {"Location": "/moved"}),
    "/moved-then-for-now": (301, {"Location": "/for-now"}),
    "/for-now-then-moved": (302, {"Location": "/moved"}),
    "/moved-to-missing": (301, {"Location": "/missing"}),
    "/moved-home": (301, {"Location": "/"}),
    "/moved-to-a-trap": (301, {"Location": "/new'x\"(y)?a=<b>&c=`d`"}),
    "/moved-in-utf-8": (301, {"Location": "/né".encode().decode("latin-1")}),
    "/n%C3%A9": (200, {}),
    "/loop": (302, {"Location": "/loop"}),
    "/no-location": (301, {}),
    "/to-mail": (302, {"Location": "mailto:ik@voorbeeld.nl"}),
    "/to-nonsense": (302, {"Location": "http://[::1"}),
    "/to-private": (302, {"Location": "http://inside.test/secret"}),
    "/to-loopback-by-number": (302, {"Location": "http://10.0.0.1/secret"}),
    "/to-dead": (301, {"Location": "http://dead.test/"}),
    "/across": (302, {"Location": "http://b.test:{port}/takes-a-while-9"}),
    "/later-6": (429, {"Retry-After": "6"}),
}


class _Web(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    net: Net

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that hangs up is what is wanted


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Web

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.handle_one()

    def do_GET(self) -> None:
        self.handle_one()

    def handle_one(self) -> None:
        net = self.server.net
        host = self.headers["Host"].partition(":")[0]
        with net.lock:
            net.seen.append(Seen(self.command, self.path, host, dict(self.headers), time.monotonic()))
            turn = sum(seen.path == self.path for seen in net.seen)
            self.counted = (host, "all")
            for name in self.counted:
                net.busy[name] = net.busy.get(name, 0) + 1
                net.most[name] = max(net.most.get(name, 0), net.busy[name])
        try:
            self.answer(net, turn)
        finally:
            self.uncount()

    def uncount(self) -> None:
        """Be busy no more: before the answer leaves, since who has it may ask the next at once."""
        net = self.server.net
        with net.lock:
            for name in self.counted:
                net.busy[name] -= 1
            self.counted = ()

    def answer(self, net: Net, turn: int) -> None:
        path = self.path
        if path.startswith("/slow"):
            net.over.wait(30)
        elif path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not net.over.wait(0.05):
                self.wfile.write(b".")
        elif path == "/hangs-up-on-head" and self.command == "HEAD":
            return
        elif path in ("/no-head-405", "/no-head-403", "/no-head-501", "/no-head-404") and self.command == "HEAD":
            self.reply(int(path[-3:]), {})
        elif path == "/endless" and self.command == "HEAD":
            self.reply(405, {})
        elif path == "/endless":
            self.reply(200, {})
            while not net.over.is_set():
                self.wfile.write(b"x" * 65536)
        elif path == "/together":
            net.meeting.wait(10)
            self.reply(200, {})
        elif path.startswith("/takes-a-while"):
            net.over.wait(0.03)
            self.reply(200, {})
        elif path == "/later-1":
            self.reply(429 if turn == 1 else 200, {"Retry-After": "1"})
        elif path == "/well-again":
            self.reply(500 if turn <= 2 else 200, {})
        else:
            known = path if path in ANSWERS else "/fine"
            status, headers = ANSWERS[known]
            filled = {"{root}": net.url(""), "{port}": str(net.port)}
            for blank, value in filled.items():
                headers = {name: text.replace(blank, value) for name, text in headers.items()}
            self.reply(status, headers)

    def reply(self, status: int, headers: dict[str, str]) -> None:
        self.uncount()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


@pytest.fixture
def net() -> Iterator[Net]:
    with _Web(("127.0.0.1", 0), _Handler) as server:
        server.net = Net(server.server_port)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.net
        server.net.over.set()
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/fine", "fine", ""),
        ("/for-now", "fine", ""),
        ("/no-location", "fine", ""),
        ("/for-now-then-moved", "fine", ""),
        ("/missing", "broken", "bestaat niet meer (antwoord 404)"),
        ("/gone", "broken", "bestaat niet meer (antwoord 410)"),
        ("/moved-to-missing", "broken", "antwoord 404"),
        ("/to-dead", "broken", "de site bestaat niet"),
        ("/to-private", "broken", "inside.test staat niet op het openbare internet"),
        ("/to-loopback-by-number", "broken", "10.0.0.1 staat niet op het openbare internet"),
        ("/to-nonsense", "broken", "geen adres dat op het web kan bestaan"),
        ("/moved", "moved", ""),
        ("/moved-308", "moved", ""),
        ("/moved-twice", "moved", ""),
        ("/forbidden", "unsure", "laat een programma niet toe (antwoord 403)"),
        ("/broken-server", "unsure", "geeft nu geen antwoord (antwoord 503)"),
        ("/loop", "unsure", "meer dan 10 keer door"),
        ("/to-mail", "unsure", "geen webpagina"),
    ],
)
def test_an_answer_is_fine_broken_moved_or_unsure(net: Net, path: str, kind: str, words: str) -> None:
    net.names["inside.test"] = ["192.168.1.1"]
    net.names["10.0.0.1"] = ["10.0.0.1"]
    (outcome,) = net.ask(net.url(path))
    assert outcome.kind == kind
    assert words in outcome.why
    assert not any("secret" in seen.path for seen in net.seen)


def test_what_moved_is_at_the_end_of_the_lasting_redirects(net: Net) -> None:
    paths = ["/moved", "/moved-308", "/moved-twice", "/moved-then-for-now", "/moved-in-utf-8"]
    new = [outcome.new.removeprefix(net.url("")) for outcome in net.ask(*map(net.url, paths))]
    assert new == ["/new", "/new", "/new", "/for-now", "/n%C3%A9"]


def test_a_loop_ends_after_ten_redirects(net: Net) -> None:
    net.ask(net.url("/loop"))
    assert net.paths() == [("HEAD", "/loop")] * 11


def test_a_name_that_does_not_exist_is_broken_and_one_that_cannot_be_looked_up_is_not(net: Net) -> None:
    dead, silent = net.ask("https://dead.test/", "https://silent.test/")
    assert (dead.kind, silent.kind) == ("broken", "unsure")


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a b.test/", "https://exa\u2100mple.test/", "http://x.test:99999/"]
)
def test_an_address_that_cannot_be_one_is_broken_not_a_crash(net: Net, address: str) -> None:
    (outcome,) = net.ask(address)
    assert outcome.kind in ("broken", "unsure")


def test_an_address_that_cannot_be_one_is_told_where_it_stands(project: Project, net: Net) -> None:
    tuin = SMALL["communities/tuin.yml"].replace('"https://www.voorbeeld.nl/tuin"', "http://[::1")
    root = project({**SMALL, "communities/tuin.yml": tuin})
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink(missing_ok=True)  # its menu names the pages that are gone
    run = macros(root, "links")
    assert run.returncode == 1
    assert "In dit adres staat geen website." in run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("path", ["/no-head-405", "/no-head-403", "/no-head-501", "/no-head-404", "/hangs-up-on-head"])
def test_what_does_not_answer_to_head_is_asked_in_full(net: Net, path: str) -> None:
    (outcome,) = net.ask(net.url(path))
    assert outcome.kind == "fine"
    assert net.paths() == [("HEAD", path), ("GET", path)]


def test_a_page_is_not_read(net: Net) -> None:
    (outcome,) = net.ask(net.url("/endless"), timeout=5)
    assert outcome.kind == "fine"


def test_what_fails_at_first_is_asked_again(net: Net) -> None:
    (outcome,) = net.ask(net.url("/well-again"))
    assert outcome.kind == "fine"
    net.seen.clear()
    (outcome,) = net.ask(net.url("/broken-server"), tries=3)
    assert [seen.method for seen in net.seen] == ["HEAD", "GET", "GET", "GET"]


def test_a_server_that_asks_for_time_gets_it_within_bounds(net: Net) -> None:
    (outcome,) = net.ask(net.url("/later-1"))
    assert outcome.kind == "fine"
    first, second = net.seen
    assert second.at - first.at >= 0.95
    net.seen.clear()
    (outcome,) = net.ask(net.url("/later-6"))
    assert (outcome.kind, net.paths()) == ("unsure", [("HEAD", "/later-6")])


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [("7", 7, 7), ("soon", 0, 0), ("-3", 0, 0), (formatdate(4e9, usegmt=True), 10**8, 10**10), ("9" * 500, 0, 10**10)],
)
def test_time_to_wait_is_a_number_or_a_date(header: str, low: float, high: float) -> None:
    assert low <= web._asked_wait({"Retry-After": header}) <= high


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_one_request_takes_no_longer_than_its_time(net: Net, path: str) -> None:
    begin = time.monotonic()
    (outcome,) = net.ask(net.url(path), timeout=0.3, tries=2, deadline=15)
    assert outcome.kind == "unsure"
    assert len(net.seen) == 2
    assert time.monotonic() - begin < 8


def test_after_the_deadline_the_rest_is_not_asked(net: Net) -> None:
    begin = time.monotonic()
    addresses = [net.url(f"/slow-{number}") for number in range(5)]
    assert net.ask(*addresses, net.url("/fine", "other.test"), deadline=1, jobs=2) == [Outcome("fine")]
    assert time.monotonic() - begin < 8
    assert len({seen.path for seen in net.seen}) == 2


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(net: Net) -> None:
    addresses = [net.url(f"/takes-a-while-{number}", host) for host in ("a.test", "b.test") for number in range(4)]
    # A redirect that leads to the other host has to wait for its turn there too.
    outcomes = net.ask(*addresses, net.url("/across", "c.test"), jobs=8, pause=0.1)
    assert {outcome.kind for outcome in outcomes} == {"fine"}
    assert net.most["a.test"] == net.most["b.test"] == 1
    for host in ("a.test", "b.test"):
        times = [seen.at for seen in net.seen if seen.host == host]
        assert min(after - before for before, after in zip(times, times[1:], strict=False)) >= 0.09


def test_hosts_are_asked_side_by_side_but_no_more_than_is_allowed(net: Net) -> None:
    outcomes = net.ask(net.url("/together", "a.test"), net.url("/together", "b.test"), jobs=2)
    assert [outcome.kind for outcome in outcomes] == ["fine", "fine"]
    net.ask(*(net.url("/takes-a-while", f"{name}.test") for name in "abcdefgh"), jobs=2)
    assert net.most["all"] == 2


def test_a_request_says_who_asks_and_carries_nothing_else(net: Net) -> None:
    net.ask(net.url("/for-now").replace("http://", "http://me:secret@"), net.url("/fine?q=1#part"))
    for seen in net.seen:
        assert seen.headers["User-Agent"] == "kennisbank-links/1 (+https://voorbeeld.nl)"
        assert seen.headers.keys() <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert seen.host == "site.test"
    assert ("HEAD", "/fine?q=1") in net.paths()


def test_a_second_address_of_a_host_is_tried_when_the_first_is_down(net: Net) -> None:
    net.names["site.test"] = ["127.0.0.2", "127.0.0.1"]  # the server listens on the second only
    (outcome,) = net.ask(net.url("/fine"))
    assert outcome.kind == "fine"


def test_one_address_within_is_enough_to_refuse_a_host(net: Net) -> None:
    net.names["site.test"] = ["127.0.0.1", "10.0.0.1"]
    (outcome,) = net.ask(net.url("/fine"))
    assert outcome.kind == "broken"
    assert net.seen == []


def test_a_name_is_looked_up_once_for_judging_and_for_connecting(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers otherwise the second time must not lead elsewhere."""

    def real(host: str, *rest: object, **named: object) -> list[object]:
        assert host == "127.0.0.1", "only what was judged is connected to"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", net.port))]

    monkeypatch.setattr(socket, "getaddrinfo", real)
    (outcome,) = net.ask(net.url("/fine"))
    assert outcome.kind == "fine"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "168.63.129.16", "::1", "::", "fe80::1", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_addresses_of_a_network_s_own_are_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2a00:1450:400e:80c::200e"])
def test_addresses_of_the_web_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


def test_when_not_one_site_answers_it_is_our_own_way_to_the_web_that_fails(net: Net) -> None:
    with pytest.raises(NoWeb, match="internet"):
        net.ask("https://dead.a/", "https://dead.b/", "https://dead.c/")
    assert len(net.ask("https://dead.a/", "https://dead.b/", "https://dead.c/", net.url("/missing"))) == 4


# --- certificates -------------------------------------------------------------------------------------------------


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    length = bytes([size]) if size < 128 else bytes([0x80 | (size.bit_length() + 7) // 8]) + _bytes(size)
    return bytes([tag]) + length + body


def _bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8 or 1, "big")


def _integer(number: int) -> bytes:
    return _der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _prime(source: random.Random) -> int:
    while True:
        number = source.getrandbits(1024) | (3 << 1022) | 1
        if all(number % small for small in range(3, 2000, 2)) and pow(2, number - 1, number) == 1:
            return number


def make_certificate(folder: Path, name: str, until: str) -> Path:
    """A key and a certificate that it signed itself (RFC 5280), made here so that no key is ever committed."""
    source = random.Random(name)
    p, q, e = _prime(source), _prime(source), 65537
    n, d = p * q, pow(e, -1, (p - 1) * (q - 1))
    key = _der(0x30, *(_integer(part) for part in (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
    sha256_rsa = _der(0x30, bytes.fromhex("06092a864886f70d01010b0500"))
    rsa = _der(0x30, bytes.fromhex("06092a864886f70d0101010500"))
    public = _der(0x30, _integer(n), _integer(e))
    who = _der(0x30, _der(0x31, _der(0x30, bytes.fromhex("0603550403"), _der(0x0C, name.encode()))))
    extensions = _der(
        0x30,
        _der(0x30, bytes.fromhex("0603551d11"), _der(4, _der(0x30, _der(0x82, name.encode())))),
        _der(0x30, bytes.fromhex("0603551d130101ff"), _der(4, _der(0x30, bytes.fromhex("0101ff")))),
        _der(0x30, bytes.fromhex("0603551d0f0101ff"), _der(4, bytes.fromhex("03020284"))),
        _der(0x30, bytes.fromhex("0603551d0e"), _der(4, _der(4, hashlib.sha256(public).digest()[:20]))),
    )
    body = _der(
        0x30,
        _der(0xA0, _integer(2)),
        _integer(source.getrandbits(60)),
        sha256_rsa,
        who,
        _der(0x30, _der(0x17, b"000101000000Z"), _der(0x17, until.encode())),
        who,
        _der(0x30, rsa, _der(3, b"\0", public)),
        _der(0xA3, extensions),
    )
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(body).digest()
    padded = int.from_bytes(b"\0\1" + b"\xff" * (253 - len(digest)) + b"\0" + digest, "big")
    certificate = _der(0x30, body, sha256_rsa, _der(3, b"\0", pow(padded, d, n).to_bytes(256, "big")))
    file = folder / f"{name}.pem"
    file.write_bytes(
        b"".join(
            b"-----BEGIN %b-----\n%b-----END %b-----\n" % (what, encodebytes(part), what)
            for what, part in ((b"RSA PRIVATE KEY", key), (b"CERTIFICATE", certificate))
        )
    )
    return file


@pytest.mark.parametrize(
    ("name", "until", "host", "trusted", "kind"),
    [
        ("site.test", "491231235959Z", "site.test", True, "fine"),
        ("site.test", "491231235959Z", "other.test", True, "broken"),
        ("site.test", "491231235959Z", "site.test", False, "broken"),
        ("old.test", "010101000000Z", "old.test", True, "broken"),
    ],
)
def test_a_certificate_has_to_be_valid_trusted_and_of_the_host(
    tmp_path: Path, name: str, until: str, host: str, trusted: bool, kind: str
) -> None:
    file = make_certificate(tmp_path, name, until)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with _Web(("127.0.0.1", 0), _Handler) as server:
        server.net = Net(server.server_port)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        authorities = {"authorities": str(file)} if trusted else {}
        (outcome,) = server.net.ask(f"https://{host}:{server.server_port}/fine", **authorities)
        server.shutdown()
    assert outcome.kind == kind
    assert ("certificaat" in outcome.why) == (kind == "broken")


def test_a_server_that_does_not_speak_tls_is_no_wrong_certificate(net: Net) -> None:
    (outcome,) = net.ask(net.url("/fine").replace("http:", "https:"), tries=1)
    assert (outcome.kind, outcome.why) == ("unsure", "de site geeft nu geen antwoord.")


# --- where they are written ---------------------------------------------------------------------------------------


def links_project(project: Project, net: Net) -> Path:
    old, missing = net.url("/moved"), net.url("/missing")
    root = project(
        {
            **SMALL,
            "communities/tuin.yml": SMALL["communities/tuin.yml"].replace('"https://www.voorbeeld.nl/tuin"', old),
            "tools/spiegel.yml": "title: Spiegel\nsummary: Een uur praten over hoe het gaat.\nscope: breder\n"
            f"evidence: ervaring\nlink: {missing}\nmore_links:\n  - text: Meer\n    url: {missing}#deel\n"
            f'what: |\n  Zie hier\n  of [daar]({old}#kop).\nsolves: "Zie [hier](http://site.test:\\\n  {net.port}/moved)."\n'
            + SOURCES.replace("    where: bladzijde 9", f"    where: bladzijde 9\n    url: {net.url('/fine')}"),
            "stories/hoe.md": SMALL["stories/hoe.md"]
            + f"\nLees [dit]({old}?x=1&amp;y=2).\n\n`[code]({missing})`\n"
            + f"\n[ref]: {missing}\n\n[mail](mailto:x@voorbeeld.nl) en [ref]\n",
        }
    )
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink(missing_ok=True)  # its menu names the pages that are gone
    (root / "docs/over").mkdir(parents=True)
    (root / "docs/over/index.md").write_text(f"# Over\n\n- Zie [daar]({missing}).\n", encoding="utf-8")
    return root


def test_every_place_of_an_address_is_told_and_each_address_is_asked_once(project: Project, net: Net) -> None:
    root = links_project(project, net)
    library = check(root).library
    assert library is not None
    found = report(root, find_mentions(root, library), replace(QUICK, resolve=net.resolve))
    story = (root / "content/stories/hoe.md").read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(story, 1) if line.startswith("Lees"))
    assert [(p.path, p.line, p.column, p.pointer, p.code, p.severity) for p in found.problems] == [
        ("content/communities/tuin.yml", 9, 10, "/website", "link-moved", "warning"),
        ("content/stories/hoe.md", place + 4, 8, "/body", "link-broken", "error"),
        ("content/tools/spiegel.yml", 5, 7, "/link", "link-broken", "error"),
        ("content/tools/spiegel.yml", 8, 10, "/more_links/0/url", "link-broken", "error"),
        ("content/tools/spiegel.yml", 11, 13, "/what", "link-moved", "warning"),
        ("content/tools/spiegel.yml", 12, 9, "/solves", "link-moved", "warning"),
        ("docs/over/index.md", 3, 14, "", "link-broken", "error"),
    ]
    assert (found.count("broken"), found.count("moved"), found.count("fine"), found.unasked) == (1, 1, 2, 0)
    assert sum(seen.path == "/missing" and seen.method == "HEAD" for seen in net.seen) == 1
    assert "/moved?x=1&y=2" in {seen.path for seen in net.seen}
    moved = [problem for problem in found.problems if problem.code == "link-moved"]
    assert [problem.fix and problem.fix[:2] for problem in moved] == [
        (net.url("/moved"), net.url("/new")),
        (net.url("/moved#kop"), net.url("/new#kop")),
        None,  # YAML folded it over two lines
    ]
    assert f"Schrijf ‘{net.url('/new#kop')}’." in moved[1].hint


def test_a_new_address_cannot_end_a_text_or_a_link(project: Project, net: Net) -> None:
    tuin = SMALL["communities/tuin.yml"].replace('"https://www.voorbeeld.nl/tuin"', net.url("/moved-to-a-trap"))
    root = project({**SMALL, "communities/tuin.yml": tuin})
    library = check(root).library
    assert library is not None
    mentions = [mention for mention in find_mentions(root, library) if "site.test" in mention.written]
    (problem,) = report(root, mentions, replace(QUICK, resolve=net.resolve)).problems
    assert problem.fix is not None
    assert not set(problem.fix.new) & set("'\"()<>` ")
    file = root / problem.path
    file.write_text(file.read_text(encoding="utf-8").replace(*problem.fix[:2]), encoding="utf-8")
    assert check(root).errors == []


def test_a_page_that_now_leads_to_the_front_page_is_not_offered_as_its_new_address(project: Project, net: Net) -> None:
    tuin = SMALL["communities/tuin.yml"].replace('"https://www.voorbeeld.nl/tuin"', net.url("/moved-home"))
    root = project({**SMALL, "communities/tuin.yml": tuin})
    library = check(root).library
    assert library is not None
    mentions = [mention for mention in find_mentions(root, library) if "site.test" in mention.written]
    (problem,) = report(root, mentions, replace(QUICK, resolve=net.resolve)).problems
    assert (problem.code, problem.fix) == ("link-moved", None)
    assert "voorpagina" in problem.message


def test_the_command_asks_nothing_of_its_own_machine(project: Project, net: Net) -> None:
    tuin = SMALL["communities/tuin.yml"].replace("www.voorbeeld.nl", f"localhost:{net.port}").replace("https", "http")
    root = project({**SMALL, "communities/tuin.yml": tuin})
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink(missing_ok=True)  # its menu names the pages that are gone
    run = macros(root, "links", "--timeout", "5", "--jobs", "2", "--deadline", "20", "--format", "github")
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=content/communities/tuin.yml,line=9,col=")
    assert "‘localhost’ is alleen in een eigen netwerk te bereiken" in run.stdout
    assert net.seen == []


def test_without_addresses_the_command_is_content_and_with_errors_it_asks_nothing(project: Project) -> None:
    root = project({"communities/werf.yml": SMALL["communities/werf.yml"].replace("part_of: tuin\n", "")})
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink(missing_ok=True)  # its menu names the pages that are gone
    run = macros(root, "links")
    assert (run.returncode, run.stdout) == (0, "")
    assert "0 webadressen gevraagd" in run.stderr
    (root / "content/communities/werf.yml").write_text("title: De Werf\nwebsite: http://10.0.0.1/\n", encoding="utf-8")
    run = macros(root, "links")
    assert run.returncode == 1
    assert "De inhoud heeft fouten" in run.stderr
    assert "link-broken" not in run.stdout


@pytest.mark.parametrize("wrong", [["--timeout", "0"], ["--jobs", "65"], ["--deadline", "nan"], ["--format", "xml"]])
def test_wrong_usage_is_told(project: Project, wrong: list[str]) -> None:
    run = macros(project({}), "links", *wrong)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
