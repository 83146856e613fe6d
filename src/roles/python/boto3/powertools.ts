import type { Boto3Call, Found } from './found';
import { CallInput } from './input';
import { serviceNamed } from '../../operations/table';
import type { Arguments } from '../values/arguments';
import { UNKNOWN } from '../values/value';

/** What functions of Powertools call: the service, its operations, and the parameter that the first argument is. */
const FUNCTIONS: Readonly<Record<string, readonly [service: string, operations: readonly string[], parameter: string, keyword: string]>> = {
  'parameters.get_parameter': ['ssm', ['GetParameter'], 'Name', 'name'],
  'parameters.get_parameters': ['ssm', ['GetParametersByPath'], 'Path', 'path'],
  'parameters.get_parameters_by_name': ['ssm', ['GetParameters'], 'Names{}', 'parameters'],
  'parameters.set_parameter': ['ssm', ['PutParameter'], 'Name', 'name'],
  'parameters.get_secret': ['secretsmanager', ['GetSecretValue'], 'SecretId', 'name'],
  'parameters.set_secret': ['secretsmanager', ['PutSecretValue'], 'SecretId', 'name'],
  'parameters.get_app_config': ['appconfigdata', ['StartConfigurationSession', 'GetLatestConfiguration'], 'ConfigurationProfileIdentifier', 'name'],
  'idempotency.DynamoDBPersistenceLayer': ['dynamodb', ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], 'TableName', 'table_name'],
  'idempotency.persistence.dynamodb.DynamoDBPersistenceLayer': ['dynamodb', ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], 'TableName', 'table_name'],
};

const PREFIX = 'aws_lambda_powertools.utilities.';

/** What a call of Powertools calls; `undefined` where it calls nothing. */
export function powertoolsCall(name: string, args: Arguments): Boto3Call | undefined {
  if (!name.startsWith(PREFIX)) return undefined;
  const key = name.slice(PREFIX.length).replace(/^parameters\.(?:ssm|secrets|appconfig)\./, 'parameters.');
  const called = Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined;
  if (called === undefined) return /^parameters\.\w*Provider$|^feature_flags\.AppConfigStore$/.test(key) ? { found: [{ kind: 'library', name }], result: [UNKNOWN] } : undefined;
  const [serviceName, operations, parameter, keyword] = called;
  const service = serviceNamed(serviceName);
  if (service === undefined) return undefined;
  const named = args.at(0, keyword);
  const input = new CallInput([], new Map([[parameter, named]]), args.evaluator);
  return { found: operations.map<Found>(operation => ({ kind: 'operation', service, operation, input })), result: [UNKNOWN] };
}
