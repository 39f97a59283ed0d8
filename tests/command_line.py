"""The command as a user runs it: what it prints, how it ends, where no database is named but one that is given."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("article60")


def article60(*arguments, stdin=None, code=0, **settings):
    """What the command printed; it must end with `code`. `settings` are variables of its environment."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings
    told = {"capture_output": True, "text": True, "input": stdin, "check": False, "env": environment}
    done = subprocess.run([COMMAND, *map(str, arguments)], **told)
    assert done.returncode == code, done.stderr
    return done


def lines(done):
    """The JSON lines that it printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]
