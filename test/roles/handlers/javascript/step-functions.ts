import * as sfn from '@aws-sdk/client-sfn';
const client = new sfn.SFNClient({});
export async function handler(event: { detail: unknown; token?: string }) {
  if (event.token) return client.send(new sfn.SendTaskSuccessCommand({ taskToken: event.token, output: '{}' }));
  return client.send(new sfn.StartExecutionCommand({ stateMachineArn: process.env.STATE_MACHINE_ARN, input: JSON.stringify(event.detail) }));
}
