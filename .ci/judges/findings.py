"""The sample events' findings, by botocore's model of ASFF and by the OCSF schema of the version that they name."""

import json
import pathlib
import sys

import botocore.session
import jsonschema
from botocore.validate import ParamValidator
from dateutil import parser as dates
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from verdict import Verdict


class Judge:
    def __init__(self):
        self.verdict = Verdict("findings")
        model = botocore.session.get_session().get_service_model("securityhub")
        self.asff = model.operation_model("BatchImportFindings").input_shape
        self.schemas = {}

    def run(self, folder):
        asff = ocsf = 0
        for file in sorted(pathlib.Path(folder).glob("*.json")):
            event = json.loads(file.read_text())
            for finding in event["detail"]["findings"]:
                if "class_uid" in finding:
                    ocsf += 1
                    faults = self.ocsf_faults(finding)
                else:
                    asff += 1
                    faults = self.asff_faults(finding)
                for fault in faults:
                    self.verdict.fault(f"{file.name}: {fault}")
        self.verdict.expect(asff and ocsf, "no sample of one of the formats")
        return self.verdict.end(f"{asff} findings judged as ASFF, {ocsf} as OCSF")

    def asff_faults(self, finding):
        report = ParamValidator().validate({"Findings": [finding]}, self.asff)
        if report.has_errors():
            yield report.generate_report()
        yield from words(finding, self.asff.members["Findings"].member, "finding")
        for name in "CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt", "ProcessedAt":
            try:
                dates.isoparse(finding.get(name, finding["CreatedAt"]))
            except ValueError as e:
                yield f"{name}: {e}"

    def ocsf_faults(self, finding):
        version, profiles = finding["metadata"]["version"], tuple(finding["metadata"]["profiles"])
        key = (version, finding["class_uid"], profiles)
        if key not in self.schemas:
            schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version))
            name = schema.lookup_class_name_from_uid(finding["class_uid"])
            self.schemas[key] = jsonschema.Draft202012Validator(schema.get_class_schema(name, list(profiles)))
        for error in self.schemas[key].iter_errors(finding):
            yield f"{'.'.join(map(str, error.absolute_path))}: {error.message}"[:500]


def words(value, shape, path):
    """botocore leaves it to the service whether a word is one of those that there are."""
    if shape.type_name == "structure":
        for name, member in value.items():
            if name in shape.members:
                yield from words(member, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list":
        for one in value:
            yield from words(one, shape.member, path + "[]")
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"


if __name__ == "__main__":
    sys.exit(not Judge().run(sys.argv[1]))
