"""Two walks of the same scenarios, state by state."""

import json


def read(file):
    with open(file) as lines:
        return {walk["id"]: walk for walk in map(json.loads, lines)}


def differences(one, other):
    """What differs between two walks of a scenario; sentences for people in causes of Step Functions' own errors may."""
    for name in "states", "tasks":
        for i, (a, b) in enumerate(zip(one[name], other[name])):
            if not same(a, b):
                yield f"{name}[{i}]: {text(a)} and {text(b)}"
                return
        if len(one[name]) != len(other[name]):
            yield f"{len(one[name])} and {len(other[name])} {name}"
            return
    for name in "status", "output", "error":
        if not same(one[name], other[name]):
            yield f"{name}: {text(one[name])} and {text(other[name])}"
    if not str(one["error"]).startswith("States.") and one["cause"] != other["cause"]:
        yield f"cause: {text(one['cause'])} and {text(other['cause'])}"


def same(a, b):
    """As JSON: 1 is no true, but 1.0. What an expression failed of is told in each one's own words."""
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        if a.get("Error") == b.get("Error") == "States.QueryEvaluationError" and "Cause" in a and "Cause" in b:
            a, b = {**a, "Cause": ""}, {**b, "Cause": ""}
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def text(value):
    return json.dumps(value, ensure_ascii=False)[:300]
