import { AthenaClient, StartQueryExecutionCommand, GetQueryExecutionCommand } from '@aws-sdk/client-athena';
import { GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';
const athena = new AthenaClient({});
const glue = new GlueClient({});
export const handler = async () => {
  const { QueryExecutionId } = await athena.send(new StartQueryExecutionCommand({ QueryString: 'SELECT 1', WorkGroup: process.env.WORKGROUP }));
  await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  await glue.send(new StartJobRunCommand({ JobName: process.env.JOB_NAME }));
};
