"""The folder in which a site is built, and putting it in the place of the old site.

The folder stands beside the site as `.NAME-build-XXXXXXXX`, in the same file system. As
long as its build lives, or the generator which that started, it is locked (flock on the
folder itself, so that no lock file can end up in a site). `sweep` clears away what dead
builds left. What was the site is always removed under the name of a build folder.

Linux and macOS exchange the two folders in one step: whoever asks for a page by its path
finds the old or the new one. Limits: a program that holds the folder itself open (its
working directory, a mount of it in a container) keeps looking at the old site. Where the
system or the file system cannot exchange (Windows, some network file systems), it takes
two renames: for an instant there is no site, and a build killed right then leaves the old
one as `.NAME-build-XXXXXXXX-old`, which the next build puts back. Where folders cannot be
locked, one counts as abandoned after a day. Nothing is forced to disk: after a power cut
the file system decides.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)
_ANOTHER_BUILD = (errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY)  # it put or took a site in the meantime
_TRIES = 100
_ABANDONED = 24 * 3600  # seconds, where no lock can tell
_GRACE = 0.02  # seconds in which a reader that was on its way into the old site arrives there
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276}  # for a C library without the function
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


@dataclass(frozen=True)
class BuildFolder:
    """A folder to build in; `lock` is the descriptor that holds it, None where folders cannot be locked."""

    path: Path
    lock: int | None
    inode: int

    def intact(self) -> bool:
        """Whether it still is the folder that was made, and not one that came after it was removed."""
        return self.path.is_dir() and self.path.stat().st_ino == self.inode


@contextlib.contextmanager
def build_folder(site: Path) -> Iterator[BuildFolder]:
    """A new folder beside `site`; removed at the end, with the old site if that was put there."""
    folder = _make(site)
    try:
        yield folder
        remove(folder.path)
    finally:
        remove(folder.path)  # also what is left when a signal broke off the first removing
        if folder.lock is not None:
            os.close(folder.lock)


def put(fresh: Path, site: Path) -> None:
    """Put the folder `fresh` in the place of `site`. Afterwards the old site, if any, stands at `fresh`.

    Raises OSError when that cannot be done; `site` is then as it was.
    """
    for tried in range(_TRIES):
        try:
            if not os.path.lexists(site):
                fresh.rename(site)
            elif not _exchange(fresh, site):
                _rename_twice(fresh, site)
            time.sleep(_GRACE)
            return
        except OSError as error:
            if error.errno not in _ANOTHER_BUILD or tried == _TRIES - 1 or not fresh.exists():
                raise


def sweep(site: Path) -> bool:
    """Remove what dead builds of `site` left. True when that brought back a site which was gone."""
    restored = False
    for folder in _leftovers(site):
        with contextlib.suppress(OSError):  # another build was first, or the folder is not ours
            if not folder.name.endswith("-old"):
                _remove_abandoned(folder)
            elif os.path.lexists(site):
                _drop(folder, site)
            else:  # should its build be alive after all: that finds a site to replace, and tries again
                folder.rename(site)
                restored = True
    return restored


def remove(folder: Path) -> None:
    """Remove `folder`, also what is read-only in it. What will not go, stays: a leftover is no reason to fail."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.is_symlink() or not folder.exists():
        return
    _open_up(folder, 0o700)
    for place, folders, files in os.walk(folder):
        for name in folders:
            _open_up(Path(place, name), 0o700)
        for name in files if os.name == "nt" else ():  # Windows alone refuses to remove a read-only file
            _open_up(Path(place, name), 0o600)  # elsewhere the new site may have the same file
    shutil.rmtree(folder, ignore_errors=True)


def _open_up(path: Path, mode: int) -> None:
    if not path.is_symlink():  # chmod would change what it points at
        with contextlib.suppress(OSError):
            path.chmod(mode)


def _make(site: Path) -> BuildFolder:
    """Make and lock a build folder. Another build may sweep it away before it is locked: then make another."""
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=f".{site.name}-build-", dir=site.parent))
        with contextlib.suppress(BlockingIOError, FileNotFoundError):
            lock = _lock(path)
            if path.is_dir():  # locked and there: from now on it stays
                with contextlib.suppress(PermissionError):  # a file system without permissions
                    path.chmod(0o755)
                return BuildFolder(path, lock, path.stat().st_ino)
            if lock is not None:
                os.close(lock)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(site.parent))


def _lock(folder: Path) -> int | None:
    """Lock a folder; None where that is not possible. Raises BlockingIOError when someone else holds it."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise
        return None
    return handle


def _remove_abandoned(folder: Path) -> None:
    """Remove a build folder, unless its build is alive: then BlockingIOError is raised."""
    lock = _lock(folder)  # held while removing: a build may just have made the folder, and not locked it yet
    try:
        if lock is not None or time.time() - folder.stat().st_mtime > _ABANDONED:
            remove(folder)
    finally:
        if lock is not None:
            os.close(lock)


def _leftovers(site: Path) -> list[Path]:
    """The build folders beside `site`, those of living builds too, the newest first."""
    name = re.compile(rf"\.{re.escape(site.name)}-build-[a-z0-9_]{{8}}(-old)?")
    found: list[tuple[int, Path]] = []
    with contextlib.suppress(OSError), os.scandir(site.parent) as items:
        for item in items:
            if name.fullmatch(item.name) and item.is_dir(follow_symlinks=False):
                with contextlib.suppress(FileNotFoundError):
                    found.append((item.stat().st_mtime_ns, Path(item.path)))
    return [path for _, path in sorted(found, reverse=True)]


def _exchange(fresh: Path, site: Path) -> bool:
    """Exchange two folders in one step. False where the system or the file system cannot."""
    if os.name != "posix":
        return False
    libc: Any = ctypes.CDLL(None, use_errno=True)
    one, other = os.fsencode(fresh), os.fsencode(site)
    if hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
    elif sys.platform == "linux" and sys.maxsize > 2**32 and platform.machine() in _RENAMEAT2:
        call = ctypes.c_long(_RENAMEAT2[platform.machine()])
        failed = libc.syscall(call, _AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
    elif hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(one, other, ctypes.c_uint(_RENAME_SWAP))
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(site))


def _rename_twice(fresh: Path, site: Path) -> None:
    old = fresh.with_name(f"{fresh.name}-old")
    if old.exists():  # an earlier try found another build's site in its place
        _drop(old, site)
    try:
        site.rename(old)
        fresh.rename(site)
    except BaseException:
        with contextlib.suppress(OSError):  # unless another build has put its site there
            old.rename(site)
        raise
    with contextlib.suppress(OSError):  # a build that sweeps may have been first
        old.rename(fresh)


def _drop(old: Path, site: Path) -> None:
    """Remove a former site, by another name first: what is called -old is whole."""
    folder = old.with_name(f".{site.name}-build-{secrets.token_hex(4)}")
    old.rename(folder)
    remove(folder)
