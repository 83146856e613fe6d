import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const states = new SFNClient({});
const stateMachineArn = process.env.CHECKOUT ?? '';

export const handler = async (event: { readonly order: string }) => {
  const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(event) }));
  return { executionArn };
};
