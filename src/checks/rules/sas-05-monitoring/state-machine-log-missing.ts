import type { Rule } from '../../rule';
import { failing, isAbsent, isOneOf } from '../../settings';

const machine = (level: string) => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { LoggingConfiguration: { Level: level } } });

export const stateMachineLogMissing: Rule = {
  id: 'SAS5-StateMachineLogMissing',
  title: 'the state machine writes no log',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'Which path an execution took is what tells a manipulated flow from an ordinary one; an express execution leaves nothing else.',
  fix: 'new sfn.StateMachine(this, \'Orders\', { definitionBody, logs: { destination: logGroup, level: sfn.LogLevel.ALL } });',
  resourceTypes: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
  example: {
    flagged: { Resources: { Orders: machine('OFF'), Invoices: machine('ERROR') } },
    findings: { Orders: ['SAS5-StateMachineLogMissing'], Invoices: ['SAS5-StateMachineLogMissing[ErrorsOnly]'] },
    fixed: { Resources: { Orders: machine('ALL') } },
  },
  check(resource) {
    const path = [resource.type === 'AWS::Serverless::StateMachine' ? 'Logging' : 'LoggingConfiguration', 'Level'];
    return [
      ...failing(resource, path, possibility => isAbsent(possibility) || isOneOf('OFF')(possibility)),
      ...failing(resource, path, isOneOf('ERROR'), { detail: 'ErrorsOnly', severity: 'warning', note: 'only errors: the path is not in it' }),
    ];
  },
};
