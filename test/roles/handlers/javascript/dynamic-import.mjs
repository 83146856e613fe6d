export const handler = async event => {
  const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
  const { ECSClient, RunTaskCommand } = await import('@aws-sdk/client-ecs');
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs', MessageBody: JSON.stringify(event) }));
  await new ECSClient({}).send(new RunTaskCommand({ cluster: process.env.CLUSTER, taskDefinition: process.env.TASK_DEFINITION, launchType: 'FARGATE' }));
};
