import { RDSDataClient, ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
const data = new RDSDataClient({});
const target = { resourceArn: process.env.CLUSTER_ARN, secretArn: process.env.SECRET_ARN, database: 'shop' };
export const handler = (event: { sql: string }) => data.send(new ExecuteStatementCommand({ ...target, sql: event.sql }));
