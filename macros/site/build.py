"""Building the site beside the old one, and swapping the two when all went well.

Whatever goes wrong on the way (a full disk, a place without permission, a file that
vanishes) becomes one line that says what is the matter and what to do about it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from macros.base import clock, repository
from macros.base.dutch import counted
from macros.base.former_site import FORMER
from macros.schema.settings import JOBS, NO_CACHE
from macros.site import engine as engines
from macros.site import swap
from macros.site.dead_links import in_dutch
from macros.site.last_build import LastBuild, SiteState, state_of

# Every site has it, and hardly anything else does.
MARK = Path("data/collections.json")

# What a build may run with, besides what its environment says. The notices are
# advertisements for and against other programs, not findings about this site.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}

_ROOM = "Maak ruimte vrij en bouw opnieuw."
_RIGHTS = "Geef jezelf daar rechten, of kies met --site-dir een andere plek voor de site."
_PLACE = "Kies met --site-dir een andere plek voor de site."
_MOUNT = "Kies met --site-dir een map daarbinnen, of een andere plek."
_MEMORY = "Sluit andere programma’s en bouw opnieuw."

# What the machine or its disk may have against a build: what is the matter, and what to do.
_FAULTS = {
    errno.ENOSPC: ("de schijf is vol", _ROOM),
    errno.EDQUOT: ("jouw deel van de schijf is vol", _ROOM),
    errno.EFBIG: ("dit bestand wordt groter dan hier mag", "Verhoog de grens (ulimit -f) en bouw opnieuw."),
    errno.EROFS: ("deze schijf is alleen te lezen", _PLACE),
    errno.EACCES: ("je hebt hier geen rechten", _RIGHTS),
    errno.EPERM: ("je hebt hier geen rechten", _RIGHTS),
    errno.ENOENT: ("dit is er niet (meer)", "Is het net weggehaald of hernoemd? Bouw dan opnieuw."),
    errno.ENOTDIR: ("een deel van dit pad is geen map", _PLACE),
    errno.EEXIST: ("hier staat al iets anders", _PLACE),
    errno.ENOTEMPTY: ("hier schrijft een ander programma", "Wacht tot het klaar is en bouw opnieuw."),
    errno.ENAMETOOLONG: ("deze naam is te lang", _PLACE),
    errno.ELOOP: ("dit pad verwijst naar zichzelf", _PLACE),
    errno.EBUSY: ("deze map is een eigen schijf en niet te vervangen", _MOUNT),
    errno.EXDEV: ("deze map is een eigen schijf en niet te vervangen", _MOUNT),
    errno.EIO: ("de schijf geeft een fout", "Kijk de schijf na."),
    errno.EMFILE: ("er staan te veel bestanden open", _MEMORY),
    errno.ENFILE: ("er staan te veel bestanden open", _MEMORY),
    errno.ENOMEM: ("er is te weinig geheugen", _MEMORY),
    errno.EAGAIN: ("er draaien te veel programma’s", _MEMORY),
}
_UNCHANGED = "De site is niet veranderd."

# What GitHub Pages takes, in bytes (https://docs.github.com/pages, limits), and from where on it is time to think.
_LARGEST, _LARGE = 1_000_000_000, 700_000_000

# The last line of a traceback, and the error of the system in it, as Python writes them.
_EXCEPTION = re.compile(r"[A-Za-z_][\w.]*(: .*)?")
_OS_ERROR = re.compile(
    r"\[Errno (?P<number>\d+)\] [^:'\"]*"
    r"(?:: (?P<quote>['\"])(?P<path>.*?)(?P=quote))?"
    r"(?: -> (?P<quote2>['\"])(?P<path2>.*?)(?P=quote2))?"
)


def build(root: Path, site: Path, jobs: int = 0, cache: bool = True, engine: str = engines.USUAL) -> int:
    """Check the content below `root` and build it into `site`, in `jobs` processes (0: one for each processor).

    Returns the exit code. Where nothing changed since the last build, nothing is done; without `cache` nothing that an earlier
    build kept is read, and nothing is kept. `engine` is one that can build (`engine.asked`).
    Building happens in a folder beside `site`; only a whole and faultless site takes
    its place. Otherwise `site` stays as it was.
    """
    try:
        refused = _why_not(root, site)
        if refused:
            print(refused, file=sys.stderr)
            return 2
        silent = repository.why_silent(root)
        if silent:
            print(silent, file=sys.stderr)
        site.parent.mkdir(parents=True, exist_ok=True)
        if swap.sweep(site):
            print(f"Een eerdere bouw is tijdens het wisselen afgebroken; {site} is teruggezet.", file=sys.stderr)
        last = LastBuild(root, site, engine) if cache else None
        if last and (good := last.still_good()):
            state, said = good
            sys.stderr.write(said)
            return _done(f"Er is niets veranderd: {_pages(state)} in {site}.", state)
        with swap.build_folder(site) as folder:
            told = _run_generator(root, folder, site, jobs, cache, engine)
            if told is None:
                return 1
            if not (folder.intact() and (folder.path / MARK).is_file() and (folder.path / "index.html").is_file()):
                print(
                    f"{folder.path}: deze map is tijdens het bouwen weggehaald. Bouw opnieuw. {_UNCHANGED}",
                    file=sys.stderr,
                )
                return 1
            swap.put(folder.path, site)
        state = state_of(site)
        if last:
            last.keep(state, told)
    except OSError as error:
        print(_explain(error, root, site), file=sys.stderr)
        return 1
    return _done(f"{_pages(state)} gebouwd in {site}.", state)


def _pages(state: SiteState) -> str:
    return counted(state.pages, "pagina", "pagina’s")


def _done(said: str, state: SiteState) -> int:
    """Say how it went, and in time when the site grows out of its place. The exit code: all is well."""
    if state.size > _LARGE:
        room = (_LARGEST - state.size) * state.pages // state.size
        print(
            f"De site is {state.size // 10**6} MB. GitHub Pages neemt er tot {_LARGEST // 10**6}: "
            + (f"er kunnen nog ongeveer {room} pagina’s bij. " if room > 0 else "dit past niet meer. ")
            + "Maak foto’s kleiner, haal weg wat niemand leest, of zet de site ergens met meer ruimte.",
            file=sys.stderr,
        )
    with contextlib.suppress(OSError):  # nobody listens any more; the site is there all the same
        print(said, flush=True)
    return 0


def _why_not(root: Path, site: Path) -> str:
    """Why `site` cannot be replaced by a build: it would take something else with it."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return f"{site} is geen gewone map; kies een andere plek voor de site."
    if root.is_relative_to(os.path.realpath(site)):
        return f"{site} bevat de kennisbank zelf; kies een andere plek voor de site."
    ours = site == root / "site" or (site / MARK).is_file()
    if site.is_dir() and any(site.iterdir()) and not ours:
        return f"In {site} staat iets dat geen gebouwde site is; maak de map leeg of kies een andere plek."
    return ""


def _run_generator(root: Path, folder: swap.BuildFolder, site: Path, jobs: int, cache: bool, engine: str) -> str | None:
    """Let the generator build into `folder`. What it said; None, with the reason printed, when it failed."""
    environment = {**os.environ, **_ENVIRONMENT, "SOURCE_DATE_EPOCH": str(clock.epoch(root))}
    if jobs:
        environment[JOBS] = str(jobs)
    if cache:
        environment[FORMER] = str(site)
    else:
        environment[NO_CACHE] = "1"
    command = engines.command(engine, "build", "--strict", "--clean", "--site-dir", str(folder.path), root=root)
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        # Should we be killed, then the folder stays locked for as long as the generator writes in it.
        pass_fds=() if folder.lock is None else (folder.lock,),
    ) as generator:
        assert generator.stdout is not None
        try:
            said, traceback = _pass_on(in_dutch(line, root) for line in generator.stdout)
            code = generator.wait()
        except BaseException:
            generator.kill()
            raise
    fault = _fault_in(traceback) if code else None
    if fault:
        print(_explain(fault, root, site, folder.path), file=sys.stderr)
    else:
        sys.stderr.writelines(traceback)
    if code < 0:
        print(
            f"Het bouwen is van buiten gestopt (signaal {-code}), misschien omdat het geheugen vol was. "
            f"Bouw opnieuw. {_UNCHANGED}",
            file=sys.stderr,
        )
    return None if code else said


def _pass_on(lines: Iterable[str]) -> tuple[str, list[str]]:
    """Print what is for the reader: warnings, errors and our own problems. Returns that.

    From a traceback on, lines are held back, and so are the errors that announce it: returns those too.
    """
    said: list[str] = []
    held: list[str] = []
    tracing = False
    for line in lines:
        tracing = tracing or line.startswith("Traceback (most recent call last)")
        if tracing or line.startswith("ERROR "):
            held.append(line)
        elif not line.startswith("INFO "):
            sys.stderr.writelines([*held, line])
            said += [*held, line]
            held.clear()
    return "".join(said), held


def _fault_in(traceback: list[str]) -> OSError | None:
    """The fault of the machine that a traceback ends with; None for a mistake in the program or a template."""
    last = next((line for line in reversed(traceback) if _EXCEPTION.fullmatch(line.rstrip("\n"))), "")
    found = _OS_ERROR.search(last)
    if not found or int(found["number"]) not in _FAULTS:
        return None
    number = int(found["number"])
    return OSError(number, os.strerror(number), found["path"], None, found["path2"])


def _explain(error: OSError, root: Path, site: Path, fresh: Path | None = None) -> str:
    """Say in one line where a fault happened, what is the matter and what to do. `fresh` is where the site is made."""
    names = [name for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    paths = [Path(os.fsdecode(name)) for name in names] or [site]
    path = paths[0]
    for made in (path for path in paths if fresh and path.is_relative_to(fresh)):
        path = site / made.relative_to(fresh)  # type: ignore[arg-type]
    if path.is_relative_to(root):
        path = path.relative_to(root)
    unknown = (f"dit lukte niet ({error.strerror or error})", "Los dat op en bouw opnieuw.")
    matter, remedy = _FAULTS.get(error.errno or 0, unknown)
    return f"{path}: {matter}. {remedy} {_UNCHANGED}"
