import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SSMClient, GetParameterCommand, GetParametersByPathCommand } from '@aws-sdk/client-ssm';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const handler = async () => {
  const secrets = new SecretsManagerClient({});
  const ssm = new SSMClient({});
  const secret = await secrets.send(new GetSecretValueCommand({ SecretId: required('DB_SECRET_ARN') }));
  const flag = await ssm.send(new GetParameterCommand({ Name: `/${process.env.STAGE}/flags/new-checkout` }));
  const all = await ssm.send(new GetParametersByPathCommand({ Path: '/shared/config', Recursive: true }));
  return { secret, flag, all };
};
