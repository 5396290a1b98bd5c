"""What the judges have in common: their list of known faults, and how they end."""

import collections
import pathlib
import sys

LIST = pathlib.Path(__file__).with_name("known-faults.txt")
# Faults that are told one by one.
MOST = 30


class Verdict:
    """Counts what a judge finds. Its own known faults are waived, and must be seen, or the list is wrong."""

    def __init__(self, judge):
        self.judge = judge
        self.faults = []
        self.seen = set()
        self.known = {}
        for line in LIST.read_text().splitlines():
            if line and not line.startswith("#"):
                who, name, reason = line.split(": ", 2)
                if who == judge:
                    self.known[name] = reason

    def fault(self, text):
        """Something is wrong with what is judged."""
        self.faults.append(text)

    def expect(self, holds, text):
        if not holds:
            self.fault(text)

    def own_fault(self, name, text):
        """Something is wrong with the judge, as far as its list says so."""
        if name in self.known:
            self.seen.add(name)
        else:
            self.fault(f"{text} (the list of known faults has no {name})")

    def end(self, figures):
        """Prints one line of figures, then the faults. Whether there is none."""
        for name in self.known.keys() - self.seen:
            self.fault(f"the known fault {name} is gone; take it off {LIST.name}: {self.known[name]}")
        print(f"{self.judge}: {figures}; {len(self.seen)} known faults of the judge, {len(self.faults)} faults", flush=True)
        told = collections.Counter(self.faults)
        for text, times in list(told.items())[:MOST]:
            print(f"  {text}{f' ({times} times)' if times > 1 else ''}", file=sys.stderr)
        if len(told) > MOST:
            print(f"  and {len(told) - MOST} more", file=sys.stderr)
        return not self.faults
