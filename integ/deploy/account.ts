import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { MotoServer, REGION } from './moto-server';

/** An account of moto's, and AWS's clients for it. */
export class Account {
  public static async open(): Promise<Account> {
    return new Account(await MotoServer.start());
  }

  public readonly cloudFormation: CloudFormationClient;
  public readonly cloudWatch: CloudWatchClient;
  public readonly iam: IAMClient;
  public readonly lambda: LambdaClient;
  public readonly logs: CloudWatchLogsClient;
  public readonly s3: S3Client;

  private constructor(private readonly server: MotoServer) {
    const config = { endpoint: server.endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
    this.cloudFormation = new CloudFormationClient(config);
    this.cloudWatch = new CloudWatchClient(config);
    this.iam = new IAMClient(config);
    this.lambda = new LambdaClient(config);
    this.logs = new CloudWatchLogsClient(config);
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
  }

  /** Everything that was deployed is gone. */
  public async empty(): Promise<void> {
    await this.server.empty();
  }

  public async close(): Promise<void> {
    for (const client of [this.cloudFormation, this.cloudWatch, this.iam, this.lambda, this.logs, this.s3]) client.destroy();
    await this.server.stop();
  }
}
