"""Random scenarios for the state machines: an input, and what each task answers, time after time; a line of JSON each."""

import json
import random
import sys

import yaml

GROUP = "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders"
TEXTS = ["no", "", "ü & <b> \"quoted\" 'single'", "\\ back\nnext line\ttab", "長い文", "🙂" * 3, "x" * 700, "🙂" * 600, "{% $states.input %}", "null"]
GATES = ["preferred", "cut-over", "required"]
STATUSES = ["done", "pending", "ask", "ended", "failed", "unfinished", "Done", None, "try", "copy"]
ASKING = ["CompareGroups", "CopyKeys", "HoldWrites", "no"]
ERRORS = ["Rejected", "java.lang.IllegalStateException", "States.TaskFailed", "States.Timeout", "Gone", "States.Permissions"]
REFUSALS = ["TooManyRequestsException", "ServiceException", "ResourceNotFoundException"]
# What a state answers for ever once its answers are used up; every walk ends by one of them.
LAST = {"how": "answered", "payload": {"status": "failed", "reason": "no more answers"}}
ENDS = [{"how": "answered", "payload": {"status": status, "reason": "so it ends"}} for status in ("ended", "unfinished")]


class Author:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def scenario(self, number, machine, definition):
        # Some are about what goes wrong; in the others most is well, so that they come far.
        self.wrong = self.random.choice([0.02, 0.05, 0.3, 0.6])
        self.statuses = self.random.choice([[60, 15, 10, 5, 4, 4, 1, 1, 5, 8], [80, 12, 4, 2, 1, 1, 0, 0, 5, 8]])
        answers = {}
        for name, state in definition["States"].items():
            if state["Type"] == "Task":
                callback = state["Resource"].endswith(".waitForTaskToken")
                count = self.random.choice([2, 4, 9])
                answers[name] = [self.answer(callback) for _ in range(count)]
                answers[name].append(self.random.choice(ENDS) if name == "CompleteFlow" else LAST)
        return {"id": f"s{number:04}", "machine": machine, "input": self.input(machine), "answers": answers}

    def input(self, machine):
        value = {"group": GROUP, "wait": self.wait()}
        if machine == "monitor-clients":
            return {**value, "nodes": self.json(2), "flow": "flow-1"}
        if self.random.random() < 0.4:
            value["sameId"] = self.random.choice([True, True, False, "true"])
        if self.random.random() < 0.3:
            value["status"] = self.random.choice(["failed", "ask", "pending", "done", None, 1])
        if self.random.random() < 0.5:
            value["upgrade"] = self.random.choice([True, False, 1])
        return value

    def answer(self, callback):
        if self.random.random() < (0.5 if callback else self.wrong):
            return self.error(callback)
        if callback or self.random.random() < self.wrong / 2:
            return {"how": "answered", "payload": self.json(3)}
        status = self.random.choices(STATUSES, self.statuses)[0]
        payload = {"status": status, "reason": self.random.choice(TEXTS)}
        if status in ("pending", "ask"):
            payload["wait"] = self.wait()
        # Nodes are asked only where both are told; what an expression without a result says is each interpreter's own.
        for name, chance, values in (
            ("gate", 0.5, GATES),
            ("nodes", 1 if status == "try" else 0.3, [[], [{"id": "a-001", "port": 6379}], "none", None]),
            ("tls", 1 if status == "try" else 0.1, [True, False, "no"]),
            ("step", 1 if status == "try" else 0.1, ASKING),
            ("idReturned", 0.2, [True, "yes", None]),
        ):
            if self.random.random() < chance:
                payload[name] = self.random.choice(values)
        if self.random.random() < 0.3:
            payload["more"] = self.json(3)
        if self.random.random() < 0.1:
            del payload["reason"]
        return {"how": "answered", "payload": payload}

    def wait(self):
        if self.random.random() < self.wrong / 2:
            # None above 99999999, the most that Step Functions takes: MiniStack waits however long.
            return self.random.choice([0, -1, 1.5, "60", None, True, [60], {}])
        return self.random.choice([1, 60, 3600, 86400 * 90])

    def error(self, callback):
        text = self.random.choice(TEXTS)
        how = self.random.choice(["thrown", "refused"] + (["told", "told", "silent"] if callback else []))
        if how == "thrown":
            name = self.random.choice(["Rejected", "java.lang.IllegalStateException"])
            cause = json.dumps({"errorMessage": text, "errorType": name}, ensure_ascii=False, separators=(",", ":"))
            return {"how": how, "error": name, "message": text, "cause": cause}
        if how == "refused":
            return {"how": how, "error": "Lambda." + self.random.choice(REFUSALS), "cause": text}
        if how == "silent":
            return {"how": how, "error": "States.Timeout", "cause": None}
        return {"how": how, "error": self.random.choice(ERRORS), "cause": self.random.choice([text, text, None])}

    def json(self, depth):
        kind = self.random.randrange(8 if depth else 5)
        if kind >= 5 and depth:
            if kind == 5:
                return [self.json(depth - 1) for _ in range(self.random.randrange(4))]
            return {name: self.json(depth - 1) for name in self.random.sample(["a", "ü", "Error", "status", "wait", "last"], 2)}
        return [None, True, self.random.choice(TEXTS), self.random.choice([0, -7, 2.5, 2**31, 1e21]), "plain"][kind]


def main(count, seed, *files):
    machines = {}
    for file in files:
        with open(file) as text:
            machines[file.rsplit("/", 1)[-1].split(".")[0]] = yaml.safe_load(text)
    author = Author(seed)
    for number in range(count):
        # The longest machine gets the most.
        machine = author.random.choices(list(machines), [len(d["States"]) for d in machines.values()])[0]
        print(json.dumps(author.scenario(number, machine, machines[machine]), ensure_ascii=False))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
