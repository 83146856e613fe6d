import { valuesAt } from '../../../app-model/pointers';
import { at, entries, property } from '../../../app-model/property';
import { literalText, type Possibility, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';
import { namesSecret, mayBeSecret } from '../../secrets/names';

/** Settings that are credentials themselves, by type: anything written there is one. */
const CREDENTIALS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::Events::Connection': [
    ['AuthParameters', 'BasicAuthParameters', 'Password'], ['AuthParameters', 'ApiKeyAuthParameters', 'ApiKeyValue'],
    ['AuthParameters', 'OAuthParameters', 'ClientParameters', 'ClientSecret'],
  ],
  'AWS::KinesisFirehose::DeliveryStream': [
    ['RedshiftDestinationConfiguration', 'Password'], ['HttpEndpointDestinationConfiguration', 'EndpointConfiguration', 'AccessKey'],
    ['SplunkDestinationConfiguration', 'HECToken'], ['SnowflakeDestinationConfiguration', 'PrivateKey'],
  ],
  'Alexa::ASK::Skill': [['AuthenticationConfiguration', 'ClientSecret'], ['AuthenticationConfiguration', 'RefreshToken']],
  'AWS::Cognito::UserPoolIdentityProvider': [['ProviderDetails', 'client_secret']],
  'AWS::RDS::DBInstance': [['MasterUserPassword']],
  'AWS::RDS::DBCluster': [['MasterUserPassword']],
  'AWS::DocDB::DBCluster': [['MasterUserPassword']],
  'AWS::Redshift::Cluster': [['MasterUserPassword']],
  'AWS::ElastiCache::ReplicationGroup': [['AuthToken']],
  'AWS::ElastiCache::User': [['Passwords']],
  'AWS::AmazonMQ::Broker': [['Users', 'Password']],
  'AWS::DMS::Endpoint': [['Password']],
  'AWS::DirectoryService::SimpleAD': [['Password']],
  'AWS::DirectoryService::MicrosoftAD': [['Password']],
  'AWS::OpsWorks::App': [['AppSource', 'Password'], ['SslConfiguration', 'PrivateKey']],
  'AWS::IAM::User': [['LoginProfile', 'Password']],
  'AWS::CodePipeline::Webhook': [['AuthenticationConfiguration', 'SecretToken']],
  'AWS::EMR::Cluster': [['KerberosAttributes', 'KdcAdminPassword'], ['KerberosAttributes', 'ADDomainJoinPassword']],
};

/** Maps and lists of settings by name: a credential stands in one by its form or by its name. */
const SETTINGS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::ApiGateway::Stage': [['Variables']],
  'AWS::ApiGatewayV2::Stage': [['StageVariables']],
  'AWS::AppSync::GraphQLApi': [['EnvironmentVariables']],
  'AWS::CodeBuild::Project': [['Environment', 'EnvironmentVariables']],
  'AWS::ECS::TaskDefinition': [['ContainerDefinitions', 'Environment']],
  'AWS::Amplify::App': [['EnvironmentVariables']],
  'AWS::ElasticBeanstalk::Environment': [['OptionSettings']],
};

const connection = (password: string) => ({
  Type: 'AWS::Events::Connection', Properties: { AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'orders', Password: password } } },
});

export const configSecret: Rule = {
  id: 'SAS7-ConfigSecret',
  title: 'a setting holds a credential in plain text',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'It stands in the template and its history, and whoever may describe the resource reads it.',
  fix: 'events.Authorization.basic(\'orders\', SecretValue.secretsManager(\'orders/api\'))',
  resourceTypes: [...Object.keys(CREDENTIALS), ...Object.keys(SETTINGS)],
  example: {
    flagged: { Resources: { Partner: connection('correct-horse') } },
    findings: { Partner: ['SAS7-ConfigSecret[Password]'] },
    fixed: { Resources: { Partner: connection('{{resolve:secretsmanager:orders:SecretString:password}}') } },
  },
  check: resource => [
    ...(CREDENTIALS[resource.type] ?? []).flatMap(path => valuesAt(property(resource), path)
      .filter(({ value }) => value.kind === 'scalar' && mayBeCredential(String(value.value)))
      .map(({ when }) => ({ detail: path.at(-1), when, location: ['Properties', ...path].join('/') }))),
    ...(SETTINGS[resource.type] ?? []).flatMap(path => named(valuesAt(property(resource), path))
      .filter(({ name, value: { value } }) => credentialIn(skeleton(value) ?? '') !== undefined || (namesSecret(name) && mayBeSecret(literalText(value) ?? '')))
      .map(({ name, value: { when } }) => ({ detail: name, when, location: ['Properties', ...path].join('/') }))),
  ],
};

/** Anything but a reference to where it is kept; a password may well be a number or have slashes in it. */
function mayBeCredential(text: string): boolean {
  return text.trim() !== '' && !/^\{\{resolve:|^arn:/.test(text);
}

/** The settings of a map, or of a list of `{Name, Value}`; one that CodeBuild fetches itself is none. */
function named(from: readonly Possibility[]): ReadonlyArray<{ readonly name: string; readonly value: Possibility }> {
  return from.flatMap(possibility => {
    const [label] = ['Name', 'OptionName'].flatMap(key => at([possibility], key)).flatMap(({ value }) => literalText(value) ?? []);
    if (label === undefined) return entries([possibility]).flatMap(({ name, possibilities }) => possibilities.map(value => ({ name, value })));
    const fetched = at([possibility], 'Type').some(({ value }) => value.kind !== 'absent' && literalText(value) !== 'PLAINTEXT');
    return fetched ? [] : at([possibility], 'Value').map(value => ({ name: label, value }));
  });
}
