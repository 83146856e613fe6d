import type { NextInvocation } from './runtime-api-client';

/** The second argument of a handler. Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface InvocationContext {
  readonly awsRequestId: string;
  readonly functionName: string | undefined;
  readonly functionVersion: string | undefined;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string | undefined;
  readonly logGroupName: string | undefined;
  readonly logStreamName: string | undefined;
  readonly identity: undefined;
  readonly clientContext: undefined;
  readonly getRemainingTimeInMillis: () => number;
}

export function invocationContext({ requestId, functionArn, deadline }: NextInvocation): InvocationContext {
  const { env } = process;
  return {
    awsRequestId: requestId,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: functionArn,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
