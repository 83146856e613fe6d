import { AppConfigDataClient, GetLatestConfigurationCommand, StartConfigurationSessionCommand } from '@aws-sdk/client-appconfigdata';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';

const bedrock = new BedrockRuntimeClient({});
const config = new AppConfigDataClient({});
const ssm = new SSMClient({});

export const handler = async ({ question }) => {
  const session = await config.send(new StartConfigurationSessionCommand({
    ApplicationIdentifier: process.env.APPLICATION,
    EnvironmentIdentifier: process.env.ENVIRONMENT,
    ConfigurationProfileIdentifier: process.env.PROFILE,
  }));
  const { Configuration } = await config.send(new GetLatestConfigurationCommand({ ConfigurationToken: session.InitialConfigurationToken }));
  const { Parameters } = await ssm.send(new GetParametersByPathCommand({ Path: '/assistant' }));
  const { output } = await bedrock.send(new ConverseCommand({
    modelId: 'amazon.nova-lite-v1:0',
    messages: [{ role: 'user', content: [{ text: `${question} ${Configuration} ${Parameters.length}` }] }],
  }));
  return output;
};
