"""Whether an answer of the query protocol is what botocore's model says, member by member."""

import datetime
import re
import xml.etree.ElementTree as ElementTree

from dateutil import parser as dates

PLAIN = {
    "string": re.compile(r"(?s).*"),
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?\d{1,10}"),
    "long": re.compile(r"-?\d{1,19}"),
    "double": re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?"),
}


def _local(element):
    return element.tag.rsplit("}", 1)[-1]


def faults(operation, body):
    """What in the text of a successful answer the model does not have."""
    root = ElementTree.fromstring(body)
    shape = operation.output_shape
    if _local(root) != operation.name + "Response":
        return [f"{operation.name}: its answer is called {_local(root)}"]
    parts = {_local(part): part for part in root}
    found = [f"{operation.name}: unknown part {name}" for name in parts.keys() - {"ResponseMetadata", operation.name + "Result"}]
    if parts.get("ResponseMetadata") is None or not parts["ResponseMetadata"].findtext("{*}RequestId"):
        found.append(f"{operation.name}: no RequestId")
    if shape is None:
        return found
    wrapper = shape.serialization.get("resultWrapper", operation.name + "Result")
    if wrapper not in parts:
        return found + [f"{operation.name}: no {wrapper}"]
    return found + list(_structure(operation.name, shape, parts[wrapper]))


def _structure(path, shape, element):
    members = {s.serialization.get("name", name): s for name, s in shape.members.items()}
    seen = set()
    for child in element:
        name = _local(child)
        if name not in members:
            yield f"{path}: unknown member {name}"
        elif name in seen:
            yield f"{path}: {name} twice"
        else:
            yield from _value(f"{path}.{name}", members[name], child)
        seen.add(name)


def _value(path, shape, element):
    kind = shape.type_name
    if kind == "structure":
        yield from _structure(path, shape, element)
    elif kind == "list":
        item = shape.member.serialization.get("name", "member")
        for child in element:
            if _local(child) != item:
                yield f"{path}: an element called {_local(child)}, not {item}"
            else:
                yield from _value(f"{path}[]", shape.member, child)
    elif len(element):
        yield f"{path}: {kind} with members"
    elif kind == "timestamp":
        yield from _timestamp(path, element.text)
    elif kind not in PLAIN:
        yield f"{path}: {kind} is not known to this judge"
    elif not PLAIN[kind].fullmatch(element.text or ""):
        yield f"{path}: {element.text!r} is no {kind}"
    elif getattr(shape, "enum", None) and element.text not in shape.enum:
        yield f"{path}: {element.text!r} is none of {shape.enum}"


def _timestamp(path, text):
    try:
        if dates.isoparse(text or "").utcoffset() != datetime.timedelta(0):
            yield f"{path}: {text!r} is not UTC"
    except ValueError:
        yield f"{path}: {text!r} is no time"
