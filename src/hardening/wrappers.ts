import type { Variables } from './guard-environment';
import { EXEC_WRAPPER } from './guard-environment';

/** Tools that put themselves between Lambda and the handler, by where their layers put their wrapper or their handler. */
const TOOLS: ReadonlyArray<{ readonly name: string; readonly path: RegExp }> = [
  { name: 'Datadog', path: /\/datadog_wrapper$|datadog-lambda-js/ },
  { name: 'OpenTelemetry', path: /\/otel-(handler|instrument|proxy-handler|stream-handler)$/ },
  { name: 'Lumigo', path: /\/lumigo_wrapper$|@lumigo\// },
  { name: 'New Relic', path: /newrelic[\w-]*wrapper/ },
  { name: 'Dynatrace', path: /\/dynatrace$/ },
  { name: 'Lambda Insights', path: /lambda-insights/ },
];

/** AWS Lambda Web Adapter (https://github.com/awslabs/aws-lambda-web-adapter): the function is a web server and has no handler. */
const WEB_ADAPTER = '/opt/bootstrap';

/** Whether a web server runs in place of a handler. */
export function isWebServer(variables: Variables): boolean {
  return variables[EXEC_WRAPPER] === WEB_ADAPTER;
}

/** The tool whose wrapper or handler a path is. */
export function toolAt(path: unknown): string | undefined {
  return typeof path === 'string' ? TOOLS.find(tool => tool.path.test(path))?.name : undefined;
}
