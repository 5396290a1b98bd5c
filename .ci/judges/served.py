"""Starts the local cloud by the command that is given, and has its ElastiCache and its data plane judged."""

import os
import pathlib
import queue
import re
import signal
import subprocess
import sys
import threading

import dataplane
import elasticache

PATIENCE = 300


class Cloud:
    def __init__(self, command):
        self.ca = "target/local/ca.pem"
        self.said = []
        self.lines = queue.Queue()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            self.lines.put(line)
        self.lines.put(None)

    def __enter__(self):
        try:
            self.uri = self.await_line(r"ElastiCache is served at (\S+),").group(1)
            self.await_line(r"Redis, by shard")
            self.await_line(r"^\s*$")
        except BaseException:
            self.__exit__()
            raise
        return self

    def await_line(self, pattern):
        while True:
            line = self.lines.get(timeout=PATIENCE)
            if line is None:
                sys.exit("the local cloud ended:\n" + "\n".join(self.said))
            match = re.search(pattern, line.rstrip("\n"))
            if match:
                return match

    def ports(self, group):
        for line in reversed(self.said):
            match = re.search(rf"\b{group} .*127\.0\.0\.1:([\d, ]+)", line)
            if match:
                return [int(port) for port in match.group(1).split(",")]
        raise LookupError(f"no port of {group} in {self.said}")

    def __exit__(self, *_):
        """Maven and what it started."""
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


if __name__ == "__main__":
    pathlib.Path("target/local/ca.pem").unlink(missing_ok=True)
    with Cloud(sys.argv[1:]) as cloud:
        clean = [elasticache.Judge(cloud.uri).run(), dataplane.Judge(cloud).run()]
    sys.exit(not all(clean))
