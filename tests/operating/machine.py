"""A machine in a folder: what a step of the documentation asks of a Debian, done below one path and without rights.

Called under the name of the program that it stands for (see `test_deployment_steps`).
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

FOLDER = Path(os.environ["MACHINE"])
CHECKOUT = Path(os.environ["CHECKOUT"])
ROOTS = ("/opt/", "/etc/rostrum", "/etc/systemd", "/etc/nginx", "/usr/local/bin", "/var/lib/rostrum")


def here(text: str) -> str:
    """Put the places of the machine into the folder."""
    for root in ROOTS:
        text = text.replace(root, f"{FOLDER}{root}")
    return text


def git(arguments: list[str]) -> None:
    """Copy this checkout, and give it the packages that are installed here already."""
    command, _address, target = arguments
    assert command == "clone"
    listed = ["git", "-C", str(CHECKOUT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    path = os.environ["PATH"].partition(":")[2]
    for name in subprocess.run(listed, env={"PATH": path}, capture_output=True, text=True, check=True).stdout.split(
        "\0"
    ):
        if name and (CHECKOUT / name).is_file():
            (Path(target) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, Path(target) / name)
    environment = Path(target) / ".venv"
    environment.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (environment / name).symlink_to(Path(sys.prefix) / name)
    (environment / "site-installed").touch()


def install(arguments: list[str]) -> None:
    """Make folders, or copy files to a folder or a name; owners are nobody's here."""
    mode, rest, is_folder = 0o755, [], False
    words = iter(arguments)
    for word in words:
        if word == "-d":
            is_folder = True
        elif word in ("-o", "-g"):
            next(words)
        elif word == "-m":
            mode = int(next(words), 8)
        else:
            rest.append(Path(word))
    if is_folder:
        for path in rest:
            path.mkdir(parents=True, mode=mode)
        return
    *files, target = rest
    for file in files:
        place = target / file.name if str(arguments[-1]).endswith("/") else target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(here(file.read_text()))
        place.chmod(mode)


def sudo(arguments: list[str]) -> None:
    assert arguments[0] == "-u"
    os.execvp(arguments[2], arguments[2:])  # noqa: S606


def systemctl(arguments: list[str]) -> None:
    """Start what a unit names, with the settings that it names, and wait until it answers."""
    if "rostrum.service" not in arguments:
        return
    unit = (FOLDER / "etc/systemd/system/rostrum.service").read_text()
    told = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    settings = Path(told["EnvironmentFile"]).read_text().splitlines()
    variables = dict(line.split("=", 1) for line in settings if line and not line.startswith("#"))
    process = subprocess.Popen(
        told["ExecStart"].split(),
        cwd=told["WorkingDirectory"],
        env={"PATH": "/usr/bin:/bin", **variables},
        stdout=subprocess.DEVNULL,
        stderr=(FOLDER / "log").open("w"),
        start_new_session=True,
    )
    (FOLDER / "pid").write_text(str(process.pid))
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{variables['PORT']}/healthz").close()
            return
        except OSError:
            time.sleep(0.2)
    os.kill(process.pid, signal.SIGKILL)
    sys.exit("rostrum.service does not answer")


if __name__ == "__main__":
    globals()[Path(sys.argv[0]).name](sys.argv[1:])
