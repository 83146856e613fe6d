import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AuthorizationType, CognitoUserPoolsAuthorizer, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { StringAttribute, UserPool } from 'aws-cdk-lib/aws-cognito';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function as LambdaFunction, Runtime, type FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogLevel, NodejsFunction, type BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DocumentStore } from './document-store';
import { OrderDatabase } from './order-database';

const functions = join(__dirname, '..', 'functions');
const runtime = Runtime.NODEJS_22_X;

/** The driver's optional native binding is not used. */
const bundling: BundlingOptions = { minify: true, externalModules: ['@aws-sdk/*', 'pg-native'], logLevel: LogLevel.WARNING };

/** An order API, the documents' API, a converter of uploaded order lists and a worker that writes receipts. */
export class OrderStack extends Stack {
  private readonly database: OrderDatabase;
  private readonly documents: DocumentStore;
  private readonly shared: FunctionOptions;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new Vpc(this, 'Network', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
    });
    const securityGroup = new SecurityGroup(this, 'Functions', { vpc });
    this.shared = {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
      timeout: Duration.seconds(15),
      memorySize: 512,
    };
    this.database = new OrderDatabase(this, 'Database', vpc, securityGroup);
    this.documents = new DocumentStore(this, 'Documents', vpc);
    const users = new UserPool(this, 'Customers', { customAttributes: { customer: new StringAttribute() }, removalPolicy: RemovalPolicy.RETAIN });
    this.addOrders(users);
    this.addDownloads(users);
    this.addConverter();
    this.addReceipts();
  }

  /** `/orders`: an HTTP API; tracking an order needs no account. */
  private addOrders(users: UserPool): void {
    const orders = new NodejsFunction(this, 'Orders', {
      ...this.shared,
      runtime,
      bundling,
      entry: join(functions, 'orders', 'handler.ts'),
      environment: this.database.environment,
    });
    const integration = new HttpLambdaIntegration('OrdersIntegration', orders);
    const api = new HttpApi(this, 'OrderApi', { defaultAuthorizer: new HttpUserPoolAuthorizer('CustomersOnly', users) });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET, HttpMethod.POST], integration });
    api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration });
    api.addRoutes({ path: '/orders/search', methods: [HttpMethod.POST], integration });
    api.addRoutes({ path: '/orders/track', methods: [HttpMethod.POST], integration, authorizer: new HttpNoneAuthorizer() });
  }

  /** `/documents`: a REST API, since it answers with files. */
  private addDownloads(users: UserPool): void {
    const download = new LambdaFunction(this, 'Download', {
      ...this.shared,
      runtime,
      handler: 'index.handler',
      code: Code.fromAsset(join(functions, 'documents')),
      filesystem: this.documents.fileSystem,
      environment: { DOCUMENTS: this.documents.mountPath },
    });
    const api = new RestApi(this, 'DocumentApi', { binaryMediaTypes: ['*/*'], cloudWatchRole: false });
    api.root.addResource('documents').addResource('{name+}').addMethod('GET', new LambdaIntegration(download), {
      authorizationType: AuthorizationType.COGNITO,
      authorizer: new CognitoUserPoolsAuthorizer(this, 'DocumentReaders', { cognitoUserPools: [users] }),
    });
  }

  /** Order lists that resellers upload become clean archives. */
  private addConverter(): void {
    const converter = new LambdaFunction(this, 'Converter', {
      ...this.shared,
      runtime,
      handler: 'index.handler',
      code: Code.fromAsset(join(functions, 'converter')),
      filesystem: this.documents.fileSystem,
      environment: { DOCUMENTS: this.documents.mountPath },
    });
    this.documents.bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(converter), { prefix: 'uploads/' });
  }

  /** Receipts are written for messages of the shop, and for published order events. */
  private addReceipts(): void {
    const receipts = new NodejsFunction(this, 'Receipts', {
      ...this.shared,
      runtime,
      bundling,
      entry: join(functions, 'receipts', 'handler.ts'),
      filesystem: this.documents.fileSystem,
      environment: { ...this.database.environment, DOCUMENTS: this.documents.mountPath },
    });
    const queue = new Queue(this, 'ReceiptQueue', {
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(90),
      deadLetterQueue: { maxReceiveCount: 3, queue: new Queue(this, 'FailedReceipts', { enforceSSL: true, retentionPeriod: Duration.days(14) }) },
    });
    receipts.addEventSource(new SqsEventSource(queue, { batchSize: 5 }));
    new Topic(this, 'OrderEvents', { enforceSSL: true }).addSubscription(new SqsSubscription(queue));
  }
}
