import { BedrockRuntimeClient, ConverseCommand, InvokeModelWithResponseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({ region: 'us-east-1' });
export const handler = async event => {
  const answer = await client.send(new ConverseCommand({ modelId: process.env.MODEL_ID, messages: [{ role: 'user', content: [{ text: event.question }] }] }));
  const stream = await client.send(new InvokeModelWithResponseStreamCommand({ modelId: 'anthropic.claude-3-haiku-20240307-v1:0', body: '{}' }));
  return { answer, stream };
};
