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
    defaults = {name: parameter.get("Default") for name, parameter in template["Parameters"].items()}
    translated["Conditions"] = {
        name: folded(condition, defaults) if "Fn::Split" in json.dumps(condition) else condition
        for name, condition in translated["Conditions"].items()
    }
    json.dump(translated, sys.stdout)


def folded(value, defaults):
    """With Join and Split worked out by the parameters' defaults: the emulator knows no Split in a condition."""
    if isinstance(value, list):
        return [folded(one, defaults) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Fn::Join"}:
        between, parts = (worked_out(argument, defaults) for argument in value["Fn::Join"])
        return between.join(parts if isinstance(parts, list) else parts.split(","))
    if set(value) == {"Fn::Split"}:
        return worked_out(value, defaults)
    return {key: folded(one, defaults) for key, one in value.items()}


def worked_out(value, defaults):
    if isinstance(value, list):
        return [worked_out(one, defaults) for one in value]
    if not isinstance(value, dict):
        return value
    ((name, arguments),) = value.items()
    if name == "Ref":
        return defaults[arguments]
    if name == "Fn::Split":
        separator, text = (worked_out(argument, defaults) for argument in arguments)
        return text.split(separator)
    if name == "Fn::Join":
        return folded(value, defaults)
    raise ValueError(f"{name} in a condition")


if __name__ == "__main__":
    main(sys.argv[1])
