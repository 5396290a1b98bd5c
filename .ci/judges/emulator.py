"""MiniStack, an emulator of AWS that is none of ours, as the judge of the template and of the state machines:
emulator.py TRANSFORMED-TEMPLATE EVENTS SCENARIOS WALKS...

It deploys what the transform has made, says which rules let each sample event in, and runs the machines that it has
deployed through the scenarios, compared state by state with the walks that others took. It runs in this process, where
tasks get their answers from the scenario instead of from a function in a container."""

import asyncio
import concurrent.futures
import io
import json
import logging
import os
import pathlib
import socket
import sys
import threading
import time
import zipfile

ACCOUNT = "111122223333"
REGION = "us-east-1"
STACK = "remediator"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


PORT = free_port()
# Read as it is loaded. Nothing waits, and nobody else can call it.
os.environ.update(
    SFN_WAIT_SCALE="0",
    GATEWAY_PORT=str(PORT),
    BIND_HOST="127.0.0.1",
    MINISTACK_ACCOUNT_ID=ACCOUNT,
    MINISTACK_REGION=REGION,
    LOG_LEVEL="CRITICAL",
)

import boto3  # noqa: E402
import hypercorn.asyncio  # noqa: E402
from botocore.config import Config  # noqa: E402
from ministack.app import app  # noqa: E402
from ministack.services import stepfunctions  # noqa: E402

import compare  # noqa: E402
from verdict import Verdict  # noqa: E402


class Tasks:
    """Answers tasks in the place of Lambda, and writes down what they were asked."""

    def __init__(self, scenarios):
        self.scenarios = scenarios
        self.current = threading.local()
        self.asked = {}
        self.logical = {}
        self.payloads = {name: [] for name in scenarios}
        self.execute, self.callback = stepfunctions._execute_task, stepfunctions._invoke_with_callback
        stepfunctions._execute_task = self.task
        stepfunctions._invoke_resource = lambda resource, given: {"StatusCode": 200, "Payload": self.answer(given)}
        stepfunctions._invoke_with_callback = self.with_token

    def task(self, state, raw_input, execution, context):
        """An execution has a thread of its own."""
        self.current.at = (execution["name"], context["State"]["Name"], raw_input, context)
        return self.execute(state, raw_input, execution, context)

    def with_token(self, resource, given, token, state):
        """The emulator's own cannot do expressions in TimeoutSeconds; see the list of known faults."""
        _, _, raw_input, context = self.current.at
        seconds = stepfunctions._jsonata_state_field(state, "TimeoutSeconds", "number", raw_input, context)
        if seconds != int(seconds) or not 1 <= seconds <= 99999999:
            raise stepfunctions._ExecutionError("States.QueryEvaluationError", f"TimeoutSeconds {seconds}")
        return self.answer(given)

    def answer(self, given):
        execution, state, _, _ = self.current.at
        payload = {k: "*" if k == "token" else v for k, v in given["Payload"].items()}
        self.payloads[execution].append([state, self.logical[given["FunctionName"].split(":")[6]], payload])
        answers = self.scenarios[execution]["answers"][state]
        index = self.asked.get((execution, state), 0)
        self.asked[execution, state] = index + 1
        answer = answers[min(index, len(answers) - 1)]
        if answer["how"] != "answered":
            raise stepfunctions._ExecutionError(answer["error"], answer["cause"])
        return answer["payload"]


class Judge:
    def __init__(self, scenarios):
        self.verdict = Verdict("emulator")
        self.scenarios = scenarios
        self.tasks = Tasks(scenarios)
        threading.Thread(target=self.serve, daemon=True).start()
        end = time.monotonic() + 60
        while socket.socket().connect_ex(("127.0.0.1", PORT)):
            if time.monotonic() > end:
                sys.exit("the emulator does not listen")
            time.sleep(0.1)
        config = Config(max_pool_connections=20, retries={"max_attempts": 0}, s3={"addressing_style": "path"})
        keys = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": "judge"}
        endpoint = f"http://127.0.0.1:{PORT}"
        self.aws = lambda name: boto3.client(name, endpoint_url=endpoint, region_name=REGION, config=config, **keys)
        self.states = self.aws("stepfunctions")

    @staticmethod
    def serve():
        config = hypercorn.Config()
        config.bind = [f"127.0.0.1:{PORT}"]
        config.loglevel = "CRITICAL"
        logging.disable(logging.CRITICAL)
        asyncio.run(hypercorn.asyncio.serve(app, config, shutdown_trigger=asyncio.Event().wait))

    def deploy(self, template):
        """How many resources there are then."""
        template = without_math(template)
        bucket = self.aws("s3")
        bucket.create_bucket(Bucket="code")
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr("empty", "")
        bucket.put_object(Bucket="code", Key="code.zip", Body=code.getvalue())
        bucket.put_object(Bucket="code", Key="template.json", Body=template)
        stacks = self.aws("cloudformation")
        stacks.create_stack(
            StackName=STACK,
            TemplateURL=f"http://127.0.0.1:{PORT}/code/template.json",
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        )
        end = time.monotonic() + 120
        while (stack := stacks.describe_stacks(StackName=STACK)["Stacks"][0])["StackStatus"].endswith("_IN_PROGRESS"):
            if time.monotonic() > end:
                break
            time.sleep(0.2)
        reason = stack.get("StackStatusReason", "")
        self.verdict.expect(stack["StackStatus"] == "CREATE_COMPLETE", f"the stack is {stack['StackStatus']}: {reason}")
        made = {r["LogicalResourceId"]: r for r in stacks.describe_stack_resources(StackName=STACK)["StackResources"]}
        for name, resource in made.items():
            complete = resource["ResourceStatus"] == "CREATE_COMPLETE"
            self.verdict.expect(complete, f"{name} is {resource['ResourceStatus']}: {resource.get('ResourceStatusReason')}")
        for name, resource in json.loads(template)["Resources"].items():
            self.verdict.expect("Condition" in resource or name in made, f"{name} was not made")
        # Such as arn:…:function:remediator-WorkflowFunction-5E0A or its name alone.
        self.logical = {r["PhysicalResourceId"].split(":")[-1]: name for name, r in made.items()}
        self.functions = {
            r["PhysicalResourceId"].split(":")[-1]: name
            for name, r in made.items()
            if r["ResourceType"] == "AWS::Lambda::Function"
        }
        return len(made)

    def rules(self, folder):
        """How many events went the right way: the samples, and what is none of our business."""
        events = self.aws("events")
        patterns = {
            self.logical[rule["Name"]]: rule["EventPattern"]
            for page in events.get_paginator("list_rules").paginate() if page.get("Rules")
            for rule in page["Rules"]
            if rule.get("EventPattern")
        }
        right = 0
        for file in sorted(pathlib.Path(folder).glob("*.json")):
            event = json.loads(file.read_text())
            for name, changed, expected in [("", event, {rule(event)})] + [(*change, set()) for change in changes(event)]:
                text = json.dumps(changed)
                found = {
                    rule
                    for rule, pattern in patterns.items()
                    if events.test_event_pattern(EventPattern=pattern, Event=text)["Result"]
                }
                self.verdict.expect(found == expected, f"{file.name}{name}: let in by {found}, not by {expected}")
                right += found == expected
        return right, len(patterns)

    def run(self, walks):
        """How many scenarios were equal in all walks."""
        # By functions alone: a state machine has the name of one.
        self.tasks.logical = self.functions
        self.definitions = {}
        machines = {
            machine["name"]: machine["stateMachineArn"]
            for page in self.states.get_paginator("list_state_machines").paginate()
            for machine in page["stateMachines"]
        }
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            own = dict(pool.map(lambda scenario: self.walk(machines, scenario), self.scenarios.values()))
        equal = 0
        for name, walk in own.items():
            found = [
                f"{name}, {self.scenarios[name]['machine']}, emulator and {other}: {difference}"
                for other, theirs in walks.items()
                for difference in self.judged(walk, theirs[name])
            ]
            for fault in found:
                self.verdict.fault(fault)
            equal += not found
        return equal, own

    def walk(self, machines, scenario):
        name = scenario["id"]
        machine = next(arn for full, arn in machines.items() if f"-{scenario['machine']}-" in full)
        if scenario["machine"] not in self.definitions:
            described = self.states.describe_state_machine(stateMachineArn=machine)
            self.definitions[scenario["machine"]] = json.loads(described["definition"])
        arn = self.states.start_execution(stateMachineArn=machine, name=name, input=json.dumps(scenario["input"]))["executionArn"]
        end = time.monotonic() + 60
        while (execution := self.states.describe_execution(executionArn=arn))["status"] == "RUNNING":
            if time.monotonic() > end:
                self.verdict.fault(f"{name}: runs for ever")
                break
            time.sleep(0.05)
        entered = [
            event["stateEnteredEventDetails"]["name"]
            for page in self.states.get_paginator("get_execution_history").paginate(executionArn=arn, maxResults=1000)
            for event in page["events"]
            if event["type"].endswith("StateEntered")
        ]
        ended = execution["status"] == "SUCCEEDED"
        return name, {
            "states": entered,
            "tasks": self.tasks.payloads[name],
            "status": execution["status"],
            "output": json.loads(execution["output"]) if ended else None,
            "error": execution.get("error"),
            "cause": execution.get("cause"),
        }

    def judged(self, own, theirs):
        """Without what the emulator itself gets wrong."""
        own = {**own, "tasks": [self.without_null_cause(task) for task in own["tasks"]]}
        if own["status"] == "FAILED" and own["cause"] is None and theirs["cause"] == "":
            self.verdict.own_fault("empty-cause", "an execution that failed with an empty cause is told without one")
            own["cause"] = ""
        return compare.differences(own, theirs)

    def without_null_cause(self, value):
        if isinstance(value, list):
            return [self.without_null_cause(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"Error", "Cause"} and value["Cause"] is None:
            self.verdict.own_fault("null-cause", "an error without a cause is told with the cause null")
            return {"Error": value["Error"]}
        return {name: self.without_null_cause(one) for name, one in value.items()}

    def reached(self, own):
        """How many states the walks came to, of how many. A few may be hard to come by; what is passed over may be wrong."""
        visited = {(self.scenarios[name]["machine"], state) for name, walk in own.items() for state in walk["states"]}
        there = {(machine, state) for machine, definition in self.definitions.items() for state in definition["States"]}
        missed = ", ".join(": ".join(state) for state in sorted(there - visited))
        self.verdict.expect(len(visited) > 0.95 * len(there), f"no scenario comes to {missed}; take more, or another seed")
        return len(visited), len(there)

    def own_faults(self):
        """Whether those are still there for which this judge goes around it: alarms on metric math, and callbacks."""
        stacks = self.aws("cloudformation")
        alarm = {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "Metrics": [{"Id": "one", "Expression": "1 + 1"}],
                "ComparisonOperator": "GreaterThanThreshold",
                "Threshold": 0,
                "EvaluationPeriods": 1,
            },
        }
        stacks.create_stack(StackName="math", TemplateBody=json.dumps({"Resources": {"Alarm": alarm}}))
        end = time.monotonic() + 60
        while (status := stacks.describe_stacks(StackName="math")["Stacks"][0]["StackStatus"]).endswith("_IN_PROGRESS"):
            if time.monotonic() > end:
                break
            time.sleep(0.2)
        if status != "CREATE_COMPLETE":
            self.verdict.own_fault("metric-math", "an alarm on metric math cannot be made")
        invoke = "arn:aws:states:::lambda:invoke.waitForTaskToken"
        given = {"FunctionName": "nobody", "Payload": {}}
        try:
            self.tasks.callback(invoke, given, "token", {"TimeoutSeconds": "{% 1 %}"})
        except TypeError:
            self.verdict.own_fault("timeout-expression", "TimeoutSeconds of a callback cannot be an expression")
        except stepfunctions._ExecutionError:
            pass
        try:
            self.tasks.callback(invoke, given, "token", {"TimeoutSeconds": 1})
        except stepfunctions._ExecutionError as e:
            if e.error == "States.Timeout":
                self.verdict.own_fault("swallowed-failure", "a function that fails at a callback is waited for")


def without_math(template):
    """The template with alarms on the first of their metrics alone; see the list of known faults."""
    template = json.loads(template)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in properties:
            first = properties.pop("Metrics")[0]["MetricStat"]
            properties.update(first["Metric"], Period=first["Period"], Statistic=first["Stat"])
    return json.dumps(template)


def rule(event):
    """The rule that a sample is meant for."""
    finding = event["detail"]["findings"][0]
    if event["detail-type"] == "Security Hub Findings - Imported":
        return "FindingOver" if finding["Compliance"]["Status"] == "PASSED" else "FindingImported"
    return {"Security Hub Findings - Custom Action": "FindingSentByHand", "Findings Imported V2": "FindingImportedV2"}[
        event["detail-type"]
    ]


def changes(event):
    """The event made into one that is none of our business: of others, of another control."""
    yield " of another source", {**event, "source": "aws.inspector"}
    yield " of another type", {**event, "detail-type": "Security Hub Insight Results"}
    if event["detail-type"] != "Security Hub Findings - Custom Action":
        text = json.dumps(event)
        yield " of ElastiCache.3", json.loads(text.replace("ElastiCache.4", "ElastiCache.3").replace("ElastiCache.5", "ElastiCache.3"))


def main(template, events, scenarios, *walks):
    taken = {pathlib.Path(walk).stem: compare.read(walk) for walk in walks}
    judge = Judge(compare.read(scenarios))
    resources = judge.deploy(pathlib.Path(template).read_text())
    matched, rules = judge.rules(events)
    equal, own = judge.run(taken)
    judge.own_faults()
    entered = sum(len(walk["states"]) for walk in own.values())
    reached, all_states = judge.reached(own)
    clean = judge.verdict.end(
        f"{resources} resources deployed, {matched} events matched by {rules} rules as meant, {equal} of {len(own)}"
        f" scenarios equal in {1 + len(taken)} interpreters ({entered} visits to {reached} of {all_states} states)"
    )
    sys.stdout.flush()
    # The emulator has threads that do not end.
    os._exit(0 if clean else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
