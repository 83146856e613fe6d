/** The name or ARN of a managed policy. */
export const BOUNDARY_NAME = /^(arn:[\w-]+:iam::\w+:policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]+$/;
