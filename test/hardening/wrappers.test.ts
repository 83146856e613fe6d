import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects } from 'aws-cdk-lib';
import { entryOf, onlyFunction, plainFunction, resourcesOf, stackUnderTest, variablesOf, warningIds, warnings } from './app-under-test';
import { GuardLoader, ServerlessGuard } from '../../src';

const PRELOAD = '--require /opt/serverless-guard/preload.cjs';
const READ_GUARD = '--allow-fs-read=/opt/serverless-guard/*';

function guarded(props: Parameters<typeof plainFunction>[1], loader?: GuardLoader) {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard({ loader }));
  return { stack, fn: plainFunction(stack, props) };
}

describe('a tool that starts the runtime keeps its wrapper', () => {
  test.each([
    ['Datadog', '/opt/datadog_wrapper'],
    ['OpenTelemetry', '/opt/otel-handler'],
    ['OpenTelemetry', '/opt/otel-instrument'],
    ['Lumigo', '/opt/lumigo_wrapper'],
    ['Dynatrace', '/opt/dynatrace'],
  ])('%s: %s', (tool, wrapper) => {
    const { stack, fn } = guarded({ environment: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } });
    expect(variablesOf(stack)).toMatchObject({ AWS_LAMBDA_EXEC_WRAPPER: wrapper, NODE_OPTIONS: PRELOAD });
    expect(entryOf(fn, 'guard-layer')).toMatchObject({ state: 'set', reason: expect.stringContaining(`beside ${tool}`) });
    expect(warnings(stack)).toEqual([expect.stringContaining(`"${wrapper}" of ${tool} and stays`)]);
  });
});

describe('a tool that stands in the handler\'s place keeps it, without a warning', () => {
  test.each([
    ['Datadog', '/opt/nodejs/node_modules/datadog-lambda-js/handler.handler', { DD_LAMBDA_HANDLER: 'index.handler' }],
    ['New Relic', 'newrelic-lambda-wrapper.handler', { NEW_RELIC_LAMBDA_HANDLER: 'index.handler' }],
    ['New Relic', '/opt/nodejs/node_modules/newrelic-esm-lambda-wrapper/index.handler', { NEW_RELIC_LAMBDA_HANDLER: 'index.handler' }],
    ['Lumigo', '/opt/nodejs/node_modules/@lumigo/tracer/dist/handler.handler', { LUMIGO_ORIGINAL_HANDLER: 'index.handler' }],
  ])('%s: %s', (tool, handler, environment) => {
    const { stack, fn } = guarded({ handler, environment });
    expect(onlyFunction(stack).Properties.Handler).toBe(handler);
    expect(variablesOf(stack)).toMatchObject(environment);
    expect(entryOf(fn, 'guard-layer')).toMatchObject({ state: 'set', reason: expect.stringContaining(`beside ${tool}`) });
    expect(warningIds(stack)).toEqual([]);
  });

  test('the loader HANDLER loads it after the guard', () => {
    const { stack } = guarded({ handler: 'newrelic-lambda-wrapper.handler' }, GuardLoader.HANDLER);
    expect(variablesOf(stack).SERVERLESS_GUARD_HANDLER).toBe('newrelic-lambda-wrapper.handler');
  });
});

test('a web server in place of a handler is nothing that the guard can stand before, and no alarm may wait for its heartbeat', () => {
  const { stack } = guarded({ handler: 'run.sh', environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' } });
  expect(variablesOf(stack)).toEqual({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/bootstrap' });
  expect(warningIds(stack)).toEqual(['web-server']);
  expect(resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.MetricName)).not.toContain('Heartbeat');
});

describe('Node\'s Permission Model', () => {
  test.each([
    ['--permission --allow-fs-read=/var/*', `${PRELOAD} --permission --allow-fs-read=/var/* ${READ_GUARD}`],
    ['--experimental-permission', `${PRELOAD} --experimental-permission ${READ_GUARD}`],
    [`--permission ${READ_GUARD}`, `${PRELOAD} --permission ${READ_GUARD}`],
    ['--require ./permission.cjs', `${PRELOAD} --require ./permission.cjs`],
  ])('%j lets the guard be read', (given, expected) => {
    const { stack } = guarded({ environment: { NODE_OPTIONS: given } });
    expect(variablesOf(stack).NODE_OPTIONS).toBe(expected);
  });

  test.each([GuardLoader.EXEC_WRAPPER, GuardLoader.HANDLER])('by the loader %s too', loader => {
    const { stack } = guarded({ environment: { NODE_OPTIONS: '--permission' } }, loader);
    expect(variablesOf(stack).NODE_OPTIONS).toBe(`--permission ${READ_GUARD}`);
  });

  test('without it the function would not start, with it it does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'permission-'));
    writeFileSync(join(folder, 'preload.cjs'), 'process.stdout.write("loaded");');
    const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
    const start = (options: string) => execFileSync(process.execPath, ['--eval', '0'], { env: { NODE_OPTIONS: `--require ${folder}/preload.cjs ${permission} ${options}` }, stdio: 'pipe' }).toString();
    expect(() => start('--allow-fs-read=/var/*')).toThrow();
    expect(start(`--allow-fs-read=/var/* --allow-fs-read=${folder}/*`)).toBe('loaded');
    rmSync(folder, { recursive: true });
  });
});

describe('a log level in the environment', () => {
  const environment = { AWS_LAMBDA_LOG_LEVEL: 'DEBUG' };

  test('that is not the configured one misleads the guard', () => {
    const { stack } = guarded({ environment, loggingFormat: 'JSON' as never, applicationLogLevelV2: 'ERROR' as never });
    expect(warningIds(stack)).toEqual(['log-level-hides-findings']);
  });

  test.each<[string, object]>([
    ['that is the configured one', { environment, loggingFormat: 'JSON', applicationLogLevelV2: 'DEBUG' }],
    ['of a function that logs text, which nobody filters', { environment }],
    ['that Lambda sets alone, whatever it is', { loggingFormat: 'JSON', applicationLogLevelV2: 'FATAL' }],
  ])('%s does not', (_, props) => {
    expect(warningIds(guarded(props).stack)).toEqual([]);
  });
});
