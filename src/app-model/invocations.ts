import type { AppModel } from './app-model';
import { functionProperty } from './functions';
import { at, entries, property } from './property';
import type { Resource } from './template';
import { functionOf } from './triggers';
import { literalText, skeleton } from './value';

/** The services that invoke without waiting for an answer, as principals of a permission. */
const ASYNCHRONOUS = /^(?:s3|sns|events|iot|ses|logs|config|codecommit|codepipeline|cloudformation|scheduler|inspector|backup|ivs|datasync)\.amazonaws\.com/;

/** The kinds of events of a SAM function that arrive that way. */
const ASYNCHRONOUS_EVENTS = ['S3', 'SNS', 'Schedule', 'ScheduleV2', 'CloudWatchEvent', 'EventBridgeRule', 'IoTRule', 'CloudWatchLogs'];

/** What invokes each function without waiting for an answer, by the function's key. Pass it to `model.index()`. */
export function asynchronousTriggers(model: AppModel): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (fn: Resource | undefined, by: string) => {
    if (fn !== undefined) found.set(fn.key, [...found.get(fn.key) ?? [], by]);
  };
  for (const permission of model.resourcesOf('AWS::Lambda::Permission')) {
    const principal = property(permission, 'Principal').flatMap(({ value }) => skeleton(value) ?? []).find(text => ASYNCHRONOUS.test(text));
    if (principal !== undefined) add(functionOf(property(permission, 'FunctionName'), model), principal.split('.')[0] ?? principal);
  }
  for (const schedule of model.resourcesOf('AWS::Scheduler::Schedule')) add(functionOf(property(schedule, 'Target', 'Arn'), model), 'scheduler');
  for (const fn of model.resourcesOf('AWS::Serverless::Function')) {
    const kinds = entries(functionProperty(fn, 'Events')).flatMap(({ possibilities }) => at(possibilities, 'Type')).flatMap(({ value }) => literalText(value) ?? []);
    kinds.filter(kind => ASYNCHRONOUS_EVENTS.includes(kind)).forEach(kind => add(fn, kind));
  }
  return found;
}

/** How long somebody who waits for a function waits. */
export interface CallerLimit {
  readonly caller: string;
  readonly seconds: number;
}

/** Who waits for a function: by type, the property that names it, and the time that the service waits by itself. */
interface Caller extends CallerLimit {
  readonly type: string;
  readonly path: readonly string[];
  readonly milliseconds?: readonly string[];
}

const CALLERS: readonly Caller[] = [
  { type: 'AWS::ApiGateway::Method', path: ['Integration', 'Uri'], seconds: 29, milliseconds: ['Integration', 'TimeoutInMillis'], caller: 'the REST API' },
  { type: 'AWS::ApiGatewayV2::Integration', path: ['IntegrationUri'], seconds: 30, milliseconds: ['TimeoutInMillis'], caller: 'the HTTP API' },
  { type: 'AWS::AppSync::DataSource', path: ['LambdaConfig', 'LambdaFunctionArn'], seconds: 30, caller: 'AppSync' },
  { type: 'AWS::ApiGateway::Authorizer', path: ['AuthorizerUri'], seconds: 10, caller: 'the API\'s authorizer' },
];

const COGNITO_SECONDS = 5;

/** The shortest time that somebody waits for each function, by the function's key. Pass it to `model.index()`. */
export function callerLimits(model: AppModel): ReadonlyMap<string, CallerLimit> {
  const found = new Map<string, CallerLimit>();
  const add = (fn: Resource | undefined, limit: CallerLimit) => {
    if (fn !== undefined && limit.seconds < (found.get(fn.key)?.seconds ?? Infinity)) found.set(fn.key, limit);
  };
  for (const { type, path, seconds, milliseconds, caller } of CALLERS) {
    for (const resource of model.resourcesOf(type).filter(isWaiting)) {
      const set = Number(milliseconds === undefined ? NaN : property(resource, ...milliseconds).map(({ value }) => literalText(value))[0] ?? NaN);
      add(functionOf(property(resource, ...path), model), { caller, seconds: Number.isNaN(set) ? seconds : set / 1000 });
    }
  }
  for (const pool of model.resourcesOf('AWS::Cognito::UserPool')) {
    for (const { possibilities } of entries(property(pool, 'LambdaConfig'))) add(functionOf(possibilities, model), { caller: 'Cognito', seconds: COGNITO_SECONDS });
  }
  return found;
}

/** A REST API that is told to invoke asynchronously answers at once. */
function isWaiting(resource: Resource): boolean {
  return !entries(property(resource, 'Integration', 'RequestParameters')).some(({ name }) => /X-Amz-Invocation-Type/i.test(name));
}
