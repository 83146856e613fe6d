import { findingsIn, idsOf, ruleOf } from './judge-template';
import { runtimeDeprecated } from '../../src/checks/rules/sas-06-dependencies/runtime-deprecated';
import { envSecretPattern } from '../../src/checks/rules/sas-07-secrets/env-secret-pattern';
import { credentialIn } from '../../src/checks/secrets/credential-formats';

/** Credentials are put together here, so that no scanner takes a test for a leak. */
const parts = (...text: string[]) => text.join('');
const ALPHABET = 'a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ';
const long = (length: number) => ALPHABET.repeat(8).slice(0, length);

describe('credential formats', () => {
  test.each<[string, string]>([
    ['AWS access key id', parts('AKIA', 'QWERTY', 'UIOPAS', 'DFGH')],
    ['AWS access key id', parts('id=', 'ASIA', 'QWERTY', 'UIOPAS', 'DFGH', ';')],
    ['AWS secret access key', parts('wJalrXUtnFEMIK7MDENG', 'bPxRfiCYzzQ9TtU4sVvW')],
    ['GitHub token', parts('ghp', '_', long(36))],
    ['GitHub token', parts('github', '_pat_', long(70))],
    ['GitLab token', parts('glpat', '-', long(20))],
    ['Slack token', parts('xoxb', '-1234567890-', long(20))],
    ['Slack webhook', parts('https://hooks.slack', '.com/services/T0000/B0000/', long(24))],
    ['Stripe key', parts('sk', '_live_', long(24))],
    ['Google API key', parts('AIza', long(35))],
    ['Twilio key', parts('SK', '0123456789abcdef'.repeat(2))],
    ['SendGrid key', parts('SG', '.', long(22), '.', long(43))],
    ['npm token', parts('npm', '_', long(36))],
    ['private key', parts('-----BEGIN ', 'RSA PRIVATE KEY-----\nMIIE')],
    ['private key', parts('-----BEGIN ', 'PRIVATE KEY-----')],
    ['JSON web token', parts('eyJ', long(20), '.eyJ', long(40), '.', long(43))],
    ['password in a URL', parts('postgres', '://orders:', 's3cr3t-pass', '@db.internal:5432/orders')],
    ['password in a URL', parts('redis', '://:', 'topsecretvalue', '@cache:6379')],
  ])('a %s', (name, text) => {
    expect(credentialIn(text)).toBe(name);
  });

  test.each([
    '', 'true', 'orders', 'eu-west-1', 'https://api.example.com/v1?a=b', 'postgres://db.internal:5432/orders', 'user@example.com',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf', '3f786850e387550fdab836ed7e6dc881de23001b',
    '12345678-1234-1234-1234-123456789012', '1234567890123456789012345678901234567890', 'postgres://user:<password>@host/db',
    'postgres://user:${PASSWORD}@host/db', '{{resolve:secretsmanager:orders:SecretString:password}}', '/aws/lambda/orders-handler-with-a-long-name-of-its-own',
    'handler.handlerverylongcustomhandlernameforservi', '-----BEGIN CERTIFICATE-----', '-----BEGIN PUBLIC KEY-----', 'xoxb', 'sk_live', 'AKIA',
    'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
  ])('nothing in %s', text => {
    expect(credentialIn(text)).toBeUndefined();
  });

  test('a value that is made to keep a pattern busy does not', () => {
    for (const text of ['eyJ'.repeat(50_000), `a://${':'.repeat(50_000)}`, 'A'.repeat(100_000), '-----BEGIN '.repeat(20_000)]) {
      expect(credentialIn(text)).toBeUndefined();
    }
  });
});

describe('secrets in the environment', () => {
  const TOKEN = parts('ghp', '_', long(36));
  const variables = (given: object) => ({ F: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: given } } } });

  test('each variable is a finding of its own, by name, never by value', () => {
    const found = findingsIn([envSecretPattern], { Resources: variables({ A: TOKEN, B: TOKEN, C: 'x' }) });
    expect(found.map(({ id }) => id)).toEqual(['SAS7-EnvSecretPattern[A]', 'SAS7-EnvSecretPattern[B]']);
    expect(JSON.stringify(found.map(({ id, description }) => [id, description]))).not.toContain(TOKEN);
  });

  test('the literal part of a joined value counts', () => {
    const url = { 'Fn::Sub': parts('postgres', '://orders:', 's3cr3t-pass', '@${Db.Endpoint.Address}/orders') };
    const harmless = { 'Fn::Sub': 'postgres://orders:${Password}@${Db.Endpoint.Address}/orders' };
    expect(idsOf(envSecretPattern, variables({ TOKEN: { 'Fn::Join': ['', ['Bearer ', TOKEN, { Ref: 'AWS::Region' }]] }, URL: url, HARMLESS: harmless }))).toEqual({ F: ['SAS7-EnvSecretPattern[TOKEN]', 'SAS7-EnvSecretPattern[URL]'] });
  });

  test('so does the default of a parameter, and what SAM shares', () => {
    const body = {
      Parameters: { Token: { Type: 'String', Default: TOKEN } },
      Globals: { Function: { Environment: { Variables: { SHARED: TOKEN } } } },
      Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Environment: { Variables: { OWN: { Ref: 'Token' } } } } } },
    };
    expect(findingsIn([envSecretPattern], body).map(({ id }) => id)).toEqual(['SAS7-EnvSecretPattern[OWN]', 'SAS7-EnvSecretPattern[SHARED]']);
  });
});

describe('runtimes', () => {
  const fn = (Runtime: unknown) => ({ F: { Type: 'AWS::Lambda::Function', Properties: { Runtime } } });
  const layer = (...CompatibleRuntimes: unknown[]) => ({ L: { Type: 'AWS::Lambda::LayerVersion', Properties: { CompatibleRuntimes } } });
  const judged = (resources: Record<string, unknown>, today: string) => Object.values(idsOf(runtimeDeprecated, resources, { today })).flat();

  test('are judged on the day', () => {
    expect(judged(fn('nodejs20.x'), '2026-04-29')).toEqual([]);
    expect(judged(fn('nodejs20.x'), '2026-04-30')).toEqual(['SAS6-RuntimeDeprecated']);
  });

  test('one that nobody knows is told as info', () => {
    const found = findingsIn([runtimeDeprecated], { Resources: fn('nodejs99.x') });
    expect(found).toMatchObject([{ id: 'SAS6-RuntimeDeprecated[Unknown]', severity: 'info' }]);
  });

  test('every region that a map chooses from counts', () => {
    const body = { Mappings: { M: { a: { node: 'nodejs18.x' }, b: { node: 'nodejs24.x' } } }, Resources: fn({ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'node'] }) };
    expect(findingsIn([runtimeDeprecated], body)).toHaveLength(1);
  });

  test('a layer is as good as the newest runtime it is made for', () => {
    expect(judged(layer('nodejs16.x', 'nodejs18.x'), '2026-06-01')).toEqual(['SAS6-RuntimeDeprecated']);
    expect(judged(layer('nodejs16.x', 'nodejs24.x'), '2026-06-01')).toEqual([]);
    expect(judged(layer('nodejs16.x', { Ref: 'P' }), '2026-06-01')).toEqual([]);
    expect(judged(layer(), '2026-06-01')).toEqual([]);
  });
});

test('a function URL of SAM is one, too', () => {
  expect(idsOf(ruleOf('SAS2-FunctionUrlNoAuth'), { F: { Type: 'AWS::Serverless::Function', Properties: { FunctionUrlConfig: { AuthType: 'NONE' } } } })).toEqual({ F: ['SAS2-FunctionUrlNoAuth'] });
});

test('a retention in one branch only is a missing one in the other', () => {
  const Logs = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: { 'Fn::If': ['IsProd', 365, { Ref: 'AWS::NoValue' }] } } };
  const [found] = findingsIn([ruleOf('SAS5-LogRetentionMissing')], { Resources: { Logs } });
  expect(found?.description).toContain('when not IsProd');
});
