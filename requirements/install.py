"""Make `.venv` what a lock says: python3 requirements/install.py site|dev|properdocs [--same-python]

This runs before anything is installed, so it needs nothing but Python itself. A `.venv` that
cannot be trusted is made anew: one that was cut short while it was made or filled, one whose
Python has gone or is another by now, and one that somebody made for something else.
With --same-python it must also be of the Python that runs this.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
MADE = VENV / ".python"  # the version that the venv is of, written when it is whole
BUSY = VENV / ".busy"  # there while packages come in
LOCKS = {"site": (), "dev": ("site",), "properdocs": ("site",)}  # each on top of others

_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def main(name: str, *options: str) -> int:
    """Install a lock, and before it those below it. Returns the exit code."""
    if sys.version_info < (3, 11):
        print("Python 3.11 or newer is needed (make PYTHON=python3.12)", file=sys.stderr)
        return 1
    own = "%d.%d" % sys.version_info[:2]
    reason = why_not(own if "--same-python" in options else "")
    if reason:
        if VENV.exists() or VENV.is_symlink():
            print(f"Making .venv anew: {reason}.", flush=True)
            remove(VENV)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
            print("Python cannot make a .venv here (Debian: apt-get install python3-venv).", file=sys.stderr)
            return 1
        MADE.write_text(own, encoding="utf-8")
    return next((code for lock in (*LOCKS[name], name) if (code := install(lock))), 0)


def why_not(version: str) -> str:
    """Why the venv that is there cannot be used, empty when it can; `version` is the Python that it must be of, if any."""
    if not VENV.is_dir():
        return "there is none"
    if BUSY.exists():
        return "installing was cut short"
    if not MADE.is_file():
        return "it was not made by this script, or not to the end"
    made = MADE.read_text(encoding="utf-8").strip()
    if version and made != version:
        return f"it is of Python {made}, not {version}"
    try:
        asked = subprocess.run([str(PYTHON), "-c", _VERSION], capture_output=True, text=True)
    except OSError:
        return "its Python is gone"
    return "" if asked.stdout.strip() == made else "its Python has changed"


def remove(venv: Path) -> None:
    """Remove a folder, or a link to one; what a link leads to stays."""
    if venv.is_dir() and not venv.is_symlink():
        shutil.rmtree(venv)
    else:
        venv.unlink()


def install(lock: str) -> int:
    """Install one lock, unless just that was installed before. Returns the exit code of pip."""
    file, mark = ROOT / f"requirements/{lock}.txt", VENV / f".{lock}"
    wanted = sha256(file.read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return 0
    print("Installing what the lock names ...", flush=True)
    mark.unlink(missing_ok=True)
    BUSY.touch()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    code = subprocess.run([*pip, "-r", str(file)]).returncode
    BUSY.unlink()  # a pip that fails clears up after itself; one that was killed never gets here
    if code == 0:
        mark.write_text(wanted, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
