import type { SqlDialect } from '../../detectors/sql';

/** Where an operation's request holds texts that the service executes. */
export interface OperationTexts {
  /** Dialects that a text may be in: where the engine is not known, an input has to change the text in each. */
  readonly dialects: readonly SqlDialect[];
  /** Paths to the texts; `*` stands for every item of a list, and for every value of an object. */
  readonly paths: readonly string[];
}

/** PartiQL, Trino's and Timestream's SQL, and DynamoDB's expressions, which have no literals at all. */
const STANDARD: readonly SqlDialect[] = ['generic'];
/** Aurora is either engine; Redshift is PostgreSQL with MySQL's backslashes. */
const EITHER: readonly SqlDialect[] = ['postgres', 'mysql'];
/** Logs Insights has MySQL's backslashes, backticks and `#` comments. */
const LOGS_INSIGHTS: readonly SqlDialect[] = ['mysql'];

/** Projections are left out: they are lists of names, and an app may well let its caller choose from them. */
const EXPRESSIONS = ['FilterExpression', 'KeyConditionExpression', 'ConditionExpression', 'UpdateExpression'];

function expressions(parent = ''): OperationTexts {
  return { dialects: STANDARD, paths: EXPRESSIONS.map(name => parent + name) };
}

/**
 * Operations by the name that findings print.
 *
 * Those of JSON protocols have the name of their `X-Amz-Target`, without its version. Source: the services' API references.
 */
export const OPERATIONS: ReadonlyMap<string, OperationTexts> = new Map<string, OperationTexts>([
  ['DynamoDB.ExecuteStatement', { dialects: STANDARD, paths: ['Statement'] }],
  ['DynamoDB.BatchExecuteStatement', { dialects: STANDARD, paths: ['Statements.*.Statement'] }],
  ['DynamoDB.ExecuteTransaction', { dialects: STANDARD, paths: ['TransactStatements.*.Statement'] }],
  ['DynamoDB.Query', expressions()],
  ['DynamoDB.Scan', expressions()],
  ['DynamoDB.PutItem', expressions()],
  ['DynamoDB.UpdateItem', expressions()],
  ['DynamoDB.DeleteItem', expressions()],
  ['DynamoDB.TransactWriteItems', expressions('TransactItems.*.*.')],
  ['AmazonAthena.StartQueryExecution', { dialects: STANDARD, paths: ['QueryString'] }],
  ['AmazonAthena.CreatePreparedStatement', { dialects: STANDARD, paths: ['QueryStatement'] }],
  ['RedshiftData.ExecuteStatement', { dialects: EITHER, paths: ['Sql'] }],
  ['RedshiftData.BatchExecuteStatement', { dialects: EITHER, paths: ['Sqls.*'] }],
  ['Timestream.Query', { dialects: STANDARD, paths: ['QueryString'] }],
  ['Logs.StartQuery', { dialects: LOGS_INSIGHTS, paths: ['queryString'] }],
  ['RDSData.ExecuteStatement', { dialects: EITHER, paths: ['sql'] }],
  ['RDSData.BatchExecuteStatement', { dialects: EITHER, paths: ['sql'] }],
  ['RDSData.ExecuteSql', { dialects: EITHER, paths: ['sqlStatements'] }],
  ['S3.SelectObjectContent', { dialects: STANDARD, paths: ['Expression'] }],
]);
