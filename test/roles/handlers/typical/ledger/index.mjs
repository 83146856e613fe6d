import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const rds = new RDSDataClient({});
const secrets = new SecretsManagerClient({});

export const handler = async event => {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.API_KEY }));
  const { records } = await rds.send(new ExecuteStatementCommand({
    resourceArn: process.env.CLUSTER,
    secretArn: process.env.CREDENTIALS,
    sql: 'SELECT amount FROM bookings WHERE id = :id',
    parameters: [{ name: 'id', value: { stringValue: event.id } }],
  }));
  return { records, signed: SecretString.length };
};
