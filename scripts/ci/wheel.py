"""Installs the built wheel in a fresh environment, far from the checkout, and looks whether it is a whole site.

Run as: .venv/bin/python scripts/ci/wheel.py dist/evenhand-VERSION-py3-none-any.whl
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from site_check import CheckError, Site, check_pages, free_port, newcomers_environment

ROOT = Path(__file__).resolve().parents[2]


def main(wheel: Path) -> int:
    """Runs the check.

    Args:
        wheel: the built wheel.

    Returns:
        0 when all is well, 1 when not.
    """
    with tempfile.TemporaryDirectory(prefix="evenhand-wheel-") as folder:
        try:
            check(wheel, Path(folder))
        except CheckError as error:
            print(f"the wheel alone: {error}", file=sys.stderr)
            return 1
    print("the wheel alone: all is well")
    return 0


def check(wheel: Path, folder: Path) -> None:
    """Installs the wheel with the locked packages and starts it.

    Args:
        wheel: the built wheel.
        folder: an empty folder.

    Raises:
        CheckError: something is not as it must be.
    """
    python = folder / "environment/bin/python"
    install = [str(ROOT / ".venv/bin/uv"), "pip", "install", "--quiet", "--python", str(python)]
    subprocess.run([str(ROOT / ".venv/bin/python"), "-m", "venv", "--without-pip", folder / "environment"], check=True)
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements/base.txt")], check=True)
    subprocess.run([*install, "--no-deps", "--offline", str(wheel.resolve())], check=True)
    data = folder / "data"
    for passed_through in (folder, data):  # by the account that runs the database for root
        passed_through.mkdir(exist_ok=True)
        passed_through.chmod(0o711)
    port = free_port()
    environment = {**newcomers_environment(folder, port), "EVENHAND_DATA": str(data)}
    site = Site([str(python.with_name("evenhand")), "run"], folder=folder, environment=environment, port=port)
    try:
        site.wait()
        check_pages(site)
        site.press_ctrl_c()
    finally:
        site.kill()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
