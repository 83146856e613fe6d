export * from './alarm-options';
export { ChecksFailOn, ServerlessTop10Checks, type ServerlessTop10ChecksProps } from './checks/serverless-top10-checks';
export * from './options';
export { SecuredFunction, type SecuredFunctionProps } from './secured-function';
export { SecuredNodejsFunction, type SecuredNodejsFunctionProps } from './secured-nodejs-function';
export { ServerlessGuard } from './serverless-guard';
