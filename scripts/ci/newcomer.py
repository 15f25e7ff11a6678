"""Runs `make run` in a clean copy as a newly made ordinary user, twice, and looks that nothing is left running.

Run as root: .venv/bin/python scripts/ci/newcomer.py
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from site_check import CheckError, Site, check_pages, free_port, newcomers_environment

ROOT = Path(__file__).resolve().parents[2]
SECOND_START = 5.0
GOING = 10.0


def main() -> int:
    """Runs the check and takes the user away again.

    Returns:
        0 when all is well, 1 when not.
    """
    name = f"evenhand-ci-{secrets.token_hex(3)}"
    subprocess.run(["/usr/sbin/useradd", "--create-home", "--user-group", name], check=True)
    user = pwd.getpwnam(name)
    try:
        check(user)
    except CheckError as error:
        print(f"make run as an ordinary user: {error}", file=sys.stderr)
        return 1
    finally:
        for pid in processes_of(user.pw_uid):
            os.kill(pid, signal.SIGKILL)  # all of this user's processes were begun here
        subprocess.run(["/usr/sbin/userdel", "--force", "--remove", name], check=False, capture_output=True)
    print("make run as an ordinary user: all is well")
    return 0


def check(user: pwd.struct_passwd) -> None:
    """Starts the site in a clean copy, stops it, and does both once more.

    Args:
        user: who starts it.

    Raises:
        CheckError: something is not as it must be.
    """
    home = Path(user.pw_dir)
    copy = home / "a clean copy"  # with spaces, as somebody's folder may have
    copy_checkout(copy, user)
    for attempt in ("first", "second"):
        port = free_port()
        site = Site(
            ["make", "run"],
            folder=copy,
            environment={**newcomers_environment(home, port), "USER": user.pw_name, "LOGNAME": user.pw_name},
            port=port,
            user=user.pw_uid,
        )
        try:
            seconds = site.wait()
            print(f"The {attempt} start took {seconds:.1f} seconds.", flush=True)
            check_pages(site)
            site.press_ctrl_c()
        finally:
            site.kill()
        nothing_is_left(user.pw_uid)
        if attempt == "second" and seconds > SECOND_START:
            raise CheckError(f"the second start took longer than {SECOND_START:.0f} seconds")
    if not (copy / ".venv/bin/evenhand").is_file():
        raise CheckError("there is no .venv/bin/evenhand")


def copy_checkout(copy: Path, user: pwd.struct_passwd) -> None:
    """Copies what git knows of this checkout, and nothing that was built in it; the user owns the copy."""
    listed = subprocess.run(
        ["/usr/bin/git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    ).stdout
    for name in filter(None, os.fsdecode(listed).split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for folder, _, files in os.walk(copy):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            os.chown(path, user.pw_uid, user.pw_gid)


def nothing_is_left(uid: int) -> None:
    """Waits a little for the user's last processes to go.

    Raises:
        CheckError: one of them stays.
    """
    until = time.monotonic() + GOING
    while (left := processes_of(uid)) and time.monotonic() < until:
        time.sleep(0.1)
    if left:
        names = [Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() for pid in left]
        raise CheckError(f"still running after Ctrl-C: {', '.join(names)}")


def processes_of(uid: int) -> list[int]:
    """Returns the numbers of a user's processes; one that has ended and waits to be noted is none."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            status = (folder / "status").read_text(encoding="utf-8")
        except (FileNotFoundError, ProcessLookupError):
            continue
        fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        if fields["Uid"].split()[0] == str(uid) and not fields["State"].startswith("Z"):
            found.append(int(folder.name))
    return found


if __name__ == "__main__":
    sys.exit(main())
