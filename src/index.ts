export { ChecksFailOn, ServerlessTop10Checks, type ServerlessTop10ChecksProps } from './checks/serverless-top10-checks';
