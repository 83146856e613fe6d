import { environmentVariables, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const TRUTHY = /^(?!(?:0|false|off|no|none|null)?$).+/i;
const DEVELOPMENT = /^(?:dev|development|debug)$/i;
const VERBOSE = /^(?:debug|trace|all|silly)$/i;

/** Variables that switch on debugging, and the values that do. */
const SWITCHES: Readonly<Record<string, RegExp>> = {
  DEBUG: TRUTHY,
  NODE_DEBUG: TRUTHY,
  FLASK_DEBUG: TRUTHY,
  DJANGO_DEBUG: TRUTHY,
  PYTHONDEVMODE: TRUTHY,
  PYTHONASYNCIODEBUG: TRUTHY,
  POWERTOOLS_DEV: TRUTHY,
  POWERTOOLS_DEBUG: TRUTHY,
  POWERTOOLS_LOGGER_LOG_EVENT: TRUTHY,
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: TRUTHY,
  NODE_ENV: DEVELOPMENT,
  ENV: DEVELOPMENT,
  FLASK_ENV: DEVELOPMENT,
  ASPNETCORE_ENVIRONMENT: DEVELOPMENT,
  DOTNET_ENVIRONMENT: DEVELOPMENT,
  LOG_LEVEL: VERBOSE,
  POWERTOOLS_LOG_LEVEL: VERBOSE,
  AWS_LAMBDA_LOG_LEVEL: VERBOSE,
};

const fn = (variables: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Environment: { Variables: variables } } });

export const debugEnv: Rule = {
  id: 'SAS10-DebugEnv',
  title: 'the function runs with debugging switched on',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-489', 'CWE-215'],
  why: 'Frameworks then answer with stack traces and settings, and log whole events, secrets and personal data included.',
  fix: 'fn.addEnvironment(\'LOG_LEVEL\', this.stackName.startsWith(\'prod\') ? \'INFO\' : \'DEBUG\');',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ NODE_ENV: 'development', LOG_LEVEL: 'DEBUG' }) } },
    findings: { Orders: ['SAS10-DebugEnv[NODE_ENV]', 'SAS10-DebugEnv[LOG_LEVEL]'] },
    fixed: { Resources: { Orders: fn({ NODE_ENV: 'production', LOG_LEVEL: 'INFO' }) } },
  },
  check: resource => environmentVariables(resource).flatMap(({ name, possibilities }) => {
    const debugging = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    if (debugging === undefined) return [];
    return possibilities.filter(({ value }) => debugging.test(literalText(value) ?? ''))
      .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }));
  }),
};
