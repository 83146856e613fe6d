import { at } from '../../../app-model/property';
import { parametersOf, type State, STATE_MACHINE_TYPES, statesOf } from '../../../app-model/state-machines';
import { literalText, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';

/** Tasks that run a statement, and the parameter that holds it. */
const STATEMENTS: ReadonlyArray<readonly [task: RegExp, parameter: string]> = [
  [/:dynamodb:(?:executeStatement|executeTransaction|batchExecuteStatement)/i, 'Statement'],
  [/:athena:startQueryExecution/i, 'QueryString'],
  [/:(?:rdsdata|redshiftdata):(?:executeStatement|batchExecuteStatement)/i, 'Sql'],
  [/:(?:timestreamquery|neptunedata|cloudwatchlogs):\w*query/i, 'QueryString'],
];

const machine = (parameters: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { Definition: { StartAt: 'Find', States: { Find: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:executeStatement', Parameters: parameters, End: true } } } },
});

/** A statement that is the input as a whole is the worst of them. */
const FROM_INPUT = /(?<!\$)\$(?:\.|\[|$)|\$\$\.Execution\.Input/;
const FROM_INPUT_JSONATA = /\{%[\s\S]{0,4000}\$states\.input\b/;

export const stateMachineQueryInjection: Rule = {
  id: 'SAS1-StateMachineQueryInjection',
  title: 'the state machine builds a query out of its input',
  weakness: 'SAS-1',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-89'],
  why: 'A quote in the input ends the string it was meant for: whoever starts an execution reads and changes other data than their own.',
  fix: 'const parameters = { \'Statement\': \'SELECT * FROM orders WHERE id = ?\', \'Parameters\': [{ \'S.$\': \'$.id\' }] };',
  resourceTypes: STATE_MACHINE_TYPES,
  example: {
    flagged: { Resources: { Flow: machine({ 'Statement.$': 'States.Format(\'SELECT * FROM orders WHERE id = {}\', $.id)' }) } },
    findings: { Flow: ['SAS1-StateMachineQueryInjection[Find]'] },
    fixed: { Resources: { Flow: machine({ Statement: 'SELECT * FROM orders WHERE id = ?', Parameters: [{ 'S.$': '$.id' }] }) } },
  },
  check: resource => statesOf(resource).filter(state => state.type === 'Task' && buildsQuery(state)).map(({ name }) => ({ detail: name, note: `in the state ${name}` })),
};

function buildsQuery(state: State): boolean {
  const task = at([state.body], 'Resource').map(({ value }) => skeleton(value) ?? '').join(' ');
  return STATEMENTS.filter(([pattern]) => pattern.test(task)).some(([, name]) => {
    const parameters = parametersOf(state);
    return at(parameters, `${name}.$`).some(({ value }) => FROM_INPUT.test(literalText(value) ?? '') || /States\.Format\([^)]{0,4000}\$/.test(literalText(value) ?? ''))
      || at(parameters, name).some(({ value }) => FROM_INPUT_JSONATA.test(literalText(value) ?? ''));
  });
}
