"""Prints what AWS::Serverless makes of a template, by the library behind CloudFormation's transform; parts that are
files are put into the template, and code is said to be in a bucket."""

import json
import os
import pathlib
import sys

import yaml
from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")


def main(file):
    path = pathlib.Path(file)
    template = yaml_parse(path.read_text())
    template.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    for resource in template["Resources"].values():
        properties = resource.setdefault("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = "s3://code/code.zip"
        elif resource["Type"] == "AWS::Serverless::StateMachine" and "DefinitionUri" in properties:
            properties["Definition"] = yaml.safe_load((path.parent / properties.pop("DefinitionUri")).read_text())
    # Managed policies by their ARNs: the template names no other.
    translated = Translator({}, Parser()).translate(template, parameter_values={})
    json.dump(translated, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
