import type { FunctionOptions } from './function-options';
import { relocate, type Places } from './places';

/** What a process's variables depend on, beside the function's options. */
export interface EnvironmentInputs {
  readonly places: Places;
  /** `host:port` of the Runtime API. */
  readonly api: string;
  /** Major version of Node, such as 22. */
  readonly nodeMajor: number;
}

/**
 * Variables of a function's process, built from scratch as on Lambda: nothing of this process's environment is passed
 * on but `PATH`.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment(options: FunctionOptions, inputs: EnvironmentInputs): Record<string, string> {
  const { places, api, nodeMajor } = inputs;
  const region = options.region ?? DEFAULT_REGION;
  const name = functionName(options);
  const own = Object.entries(options.environment ?? {}).map(([key, value]) => [key, relocate(value, places)]);
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: places.tmp,
    TMPDIR: places.tmp,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_PATH: [`${places.opt}/nodejs/node${nodeMajor}/node_modules`, `${places.opt}/nodejs/node_modules`, places.task].join(':'),
    ...Object.fromEntries(own),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${nodeMajor}.x`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memoryMiB ?? 128),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]local',
    ...loggingVariables(options),
    AWS_LAMBDA_RUNTIME_API: api,
    LAMBDA_TASK_ROOT: places.task,
    LAMBDA_RUNTIME_DIR: places.root,
    _HANDLER: relocate(options.handler, places),
  };
}

const DEFAULT_REGION = 'eu-central-1';

export function functionName(options: FunctionOptions): string {
  return options.name ?? 'local-function';
}

/** The function's ARN in a made-up account. */
export function functionArn(options: FunctionOptions): string {
  return `arn:aws:lambda:${options.region ?? DEFAULT_REGION}:111122223333:function:${functionName(options)}`;
}

function loggingVariables({ logging }: FunctionOptions): Record<string, string> {
  if (logging?.format !== 'JSON') return { AWS_LAMBDA_LOG_FORMAT: 'Text' };
  return { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: logging.level ?? 'INFO' };
}
