import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { each } from './input.mjs';

const parameters = new SSMProvider({ clientConfig: { endpoint: process.env.SERVICE_URL } });
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'idempotency', clientConfig: { endpoint: process.env.SERVICE_URL } });
const order = makeIdempotent(async input => ({ ordered: input }), { persistenceStore });

export const handler = each(async input => ({ parameter: await parameters.get('/shop/currency'), order: await order({ input }) }));
