// Walks state machines as the Amazon States Language describes them, with JSONata's reference implementation:
// node walk.mjs JSONATA FOLDER-OF-DEFINITIONS SCENARIOS WALKS
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [module, folder, scenarios, walks] = process.argv.slice(2);
const jsonata = createRequire(import.meta.url)(module);
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const same = (value) => JSON.parse(JSON.stringify(value));

class StatesError extends Error {
  constructor(name, cause = null) {
    super(name);
    this.error = name;
    this.cause = cause;
  }
}

const compiled = new Map();

class Walk {
  constructor(scenario) {
    this.scenario = scenario;
    this.definition = definition(scenario.machine);
    this.variables = {};
    this.asked = {};
    this.states = [];
    this.tasks = [];
  }

  // {% … %} is an expression; whatever goes wrong in it, and no result at all, is one error.
  async evaluate(template, states) {
    if (typeof template === 'string' && template.startsWith('{%') && template.endsWith('%}')) {
      const text = template.slice(2, -2);
      let result;
      try {
        if (!compiled.has(text)) compiled.set(text, jsonata(text));
        result = await compiled.get(text).evaluate(undefined, {...this.variables, states});
      } catch (e) {
        throw new StatesError('States.QueryEvaluationError', e.message);
      }
      if (result === undefined) throw new StatesError('States.QueryEvaluationError', `${text}: nothing`);
      return same(result);
    }
    if (Array.isArray(template)) return Promise.all(template.map((one) => this.evaluate(one, states)));
    if (template !== null && typeof template === 'object') {
      const members = {};
      for (const [name, value] of Object.entries(template)) members[name] = await this.evaluate(value, states);
      return members;
    }
    return template;
  }

  async typed(template, states, right) {
    const value = await this.evaluate(template, states);
    if (!right(value)) throw new StatesError('States.QueryEvaluationError', `${template}: ${value}`);
    return value;
  }

  seconds(template, states, least) {
    return this.typed(template, states, (v) => Number.isInteger(v) && v >= least && v <= 99999999);
  }

  // Output and Assign see the variables as they were.
  async leave(exit, states, otherwise) {
    const assigned = 'Assign' in exit ? await this.evaluate(exit.Assign, states) : {};
    const output = 'Output' in exit ? await this.evaluate(exit.Output, states) : otherwise;
    Object.assign(this.variables, assigned);
    return [exit.End || exit.Type === 'Succeed' ? null : exit.Next, output];
  }

  async take() {
    const result = {output: null, error: null, cause: null};
    try {
      let [name, input] = [this.definition.StartAt, this.scenario.input];
      while (name) {
        this.states.push(name);
        const state = this.definition.States[name];
        [name, input] = await this[state.Type](name, state, input);
      }
      Object.assign(result, {status: 'SUCCEEDED', output: input});
    } catch (e) {
      if (!(e instanceof StatesError)) throw e;
      Object.assign(result, {status: 'FAILED', error: e.error, cause: e.cause});
    }
    return {id: this.scenario.id, states: this.states, tasks: this.tasks, ...result};
  }

  context(input, name, more = {}) {
    const execution = {Name: this.scenario.id, Input: this.scenario.input};
    return {input, context: {Execution: execution, State: {Name: name}, ...more}};
  }

  async Choice(name, state, input) {
    const states = this.context(input, name);
    for (const rule of state.Choices) {
      if (await this.typed(rule.Condition, states, (v) => typeof v === 'boolean')) return this.leave(rule, states, input);
    }
    if (!state.Default) throw new StatesError('States.NoChoiceMatched');
    return this.leave({...state, Next: state.Default}, states, input);
  }

  async Wait(name, state, input) {
    const states = this.context(input, name);
    await this.seconds(state.Seconds, states, 0);
    return this.leave(state, states, input);
  }

  Pass(name, state, input) {
    return this.leave(state, this.context(input, name), input);
  }

  Succeed(name, state, input) {
    return this.leave(state, this.context(input, name), input);
  }

  async Fail(name, state, input) {
    const states = this.context(input, name);
    const text = (v) => typeof v === 'string';
    const error = await this.typed(state.Error, states, text);
    throw new StatesError(error, await this.typed(state.Cause, states, text));
  }

  async Task(name, state, input) {
    const used = new Map();
    for (;;) {
      try {
        return await this.attempt(name, state, input);
      } catch (e) {
        if (!(e instanceof StatesError)) throw e;
        const retrier = (state.Retry ?? []).find((one) => matches(one.ErrorEquals, e.error));
        if (retrier && (used.get(retrier) ?? 0) < (retrier.MaxAttempts ?? 3)) {
          used.set(retrier, (used.get(retrier) ?? 0) + 1);
          continue;
        }
        const catcher = (state.Catch ?? []).find((one) => matches(one.ErrorEquals, e.error));
        if (!catcher) throw e;
        const errorOutput = {Error: e.error, ...(e.cause === null ? {} : {Cause: e.cause})};
        return this.leave(catcher, {...this.context(input, name), errorOutput}, errorOutput);
      }
    }
  }

  async attempt(name, state, input) {
    const callback = state.Resource.endsWith('.waitForTaskToken');
    const given = await this.evaluate(state.Arguments, this.context(input, name, callback ? {Task: {Token: '*'}} : {}));
    if (callback && 'TimeoutSeconds' in state) await this.seconds(state.TimeoutSeconds, this.context(input, name), 1);
    this.tasks.push([name, given.FunctionName.split(':').pop(), given.Payload]);
    const answers = this.scenario.answers[name];
    const index = this.asked[name] ?? 0;
    this.asked[name] = index + 1;
    const answer = answers[Math.min(index, answers.length - 1)];
    if (answer.how !== 'answered') throw new StatesError(answer.error, answer.cause);
    const result = callback ? answer.payload : {Payload: answer.payload, StatusCode: 200};
    return this.leave(state, {...this.context(input, name), result}, result);
  }
}

// "Handling errors in Step Functions workflows"
function matches(names, error) {
  if (error === 'States.Runtime') return false;
  const timeout = ['States.Timeout', 'States.HeartbeatTimeout'].includes(error);
  return names.some((name) => name === error || (name === 'States.ALL' && error !== 'States.DataLimitExceeded')
    || (name === 'States.TaskFailed' && !timeout && error !== 'States.DataLimitExceeded')
    || (name === 'States.Timeout' && timeout));
}

const definitions = new Map();

function definition(machine) {
  if (!definitions.has(machine)) definitions.set(machine, JSON.parse(readFileSync(`${folder}/${machine}.asl.json`, 'utf8')));
  return definitions.get(machine);
}

const taken = [];
for (const scenario of lines(scenarios)) taken.push(JSON.stringify(await new Walk(scenario).take()));
writeFileSync(walks, taken.join('\n') + '\n');
