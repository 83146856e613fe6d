import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import type { IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Credentials, DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

/** The orders' PostgreSQL, and how functions reach it. */
export class OrderDatabase extends Construct {
  /** The variables that the `pg` driver reads. */
  public readonly environment: Record<string, string>;

  public constructor(scope: Construct, id: string, vpc: IVpc, clients: SecurityGroup) {
    super(scope, id);
    const sslMode = new CfnParameter(this, 'SslMode', { default: 'no-verify', description: 'sslmode of connections to the database' }).valueAsString;
    const instance = new DatabaseInstance(this, 'Instance', {
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_9 }),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      credentials: Credentials.fromGeneratedSecret('orders'),
      databaseName: 'orders',
      storageEncrypted: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    instance.connections.allowDefaultPortFrom(clients);
    this.environment = {
      PGHOST: instance.instanceEndpoint.hostname,
      PGPORT: instance.dbInstanceEndpointPort,
      PGDATABASE: 'orders',
      PGUSER: 'orders',
      PGPASSWORD: instance.secret?.secretValueFromJson('password').unsafeUnwrap() ?? '',
      PGSSLMODE: sslMode,
    };
  }
}
