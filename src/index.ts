export * from './alarm-options';
export { ChecksFailOn, ServerlessTop10Checks, type ServerlessTop10ChecksProps } from './checks/serverless-top10-checks';
export { GuardMetrics } from './guard-metrics';
export * from './options';
export { SecuredFunction, type SecuredFunctionProps } from './secured-function';
export { SecuredNodejsFunction, type SecuredNodejsFunctionProps } from './secured-nodejs-function';
export { SecurityDashboard, type SecurityDashboardProps } from './security-dashboard';
export { ServerlessGuard } from './serverless-guard';
