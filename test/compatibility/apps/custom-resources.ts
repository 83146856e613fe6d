import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3deploy from 'aws-cdk-lib/aws-s3-deployment';
import * as cr from 'aws-cdk-lib/custom-resources';
import * as triggers from 'aws-cdk-lib/triggers';
import { EU, NODE, PYTHON, US, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const customResources: AppCases = {
  'provider framework around functions of the user': inStack(stack => {
    const provider = new cr.Provider(stack, 'Provider', {
      onEventHandler: nodeFunction(stack, 'OnEvent'),
      isCompleteHandler: nodeFunction(stack, 'IsComplete'),
      totalTimeout: Duration.minutes(10),
      logRetention: logs.RetentionDays.ONE_DAY,
    });
    new CustomResource(stack, 'Resource', { serviceToken: provider.serviceToken, properties: { a: 1 } });
  }),
  'calls of the SDK': inStack(stack => {
    const call: cr.AwsSdkCall = { service: 'SSM', action: 'getParameter', parameters: { Name: 'x' }, physicalResourceId: cr.PhysicalResourceId.of('x') };
    const resource = new cr.AwsCustomResource(stack, 'Call', { onUpdate: call, policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }), installLatestAwsSdk: false });
    nodeFunction(stack, 'Reader', { environment: { VALUE: resource.getResponseField('Parameter.Value') } });
  }),
  'functions that run at deployment': inStack(stack => {
    const fn = new triggers.TriggerFunction(stack, 'Migrate', { ...NODE, timeout: Duration.minutes(10) });
    fn.executeAfter(new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }));
    new triggers.Trigger(stack, 'Trigger', { handler: nodeFunction(stack, 'Seed') });
  }),
  'website deployed to a bucket that empties itself': inStack(stack => {
    const bucket = new s3.Bucket(stack, 'Site', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true, websiteIndexDocument: 'index.html' });
    new s3deploy.BucketDeployment(stack, 'Deploy', { sources: [s3deploy.Source.data('index.html', '<html></html>')], destinationBucket: bucket, logRetention: logs.RetentionDays.ONE_DAY });
    new ecr.Repository(stack, 'Images', { emptyOnDelete: true, removalPolicy: RemovalPolicy.DESTROY });
  }),
  'identity provider, restricted security groups and zone delegation': inStack(stack => {
    new iam.OpenIdConnectProvider(stack, 'GitHub', { url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'] });
    new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, restrictDefaultSecurityGroup: true });
    const parent = new route53.PublicHostedZone(stack, 'Parent', { zoneName: 'example.com', crossAccountZoneDelegationPrincipal: new iam.AccountPrincipal('123456789013') });
    new route53.CrossAccountZoneDelegationRecord(stack, 'Delegate', { delegatedZone: new route53.PublicHostedZone(stack, 'Child', { zoneName: 'sub.example.com' }), parentHostedZoneName: 'example.com', delegationRole: parent.crossAccountZoneDelegationRole! });
  }),
  'references across regions': app => {
    const producer = new Stack(app, 'Producer', { env: US, crossRegionReferences: true });
    const consumer = new Stack(app, 'Consumer', { env: EU, crossRegionReferences: true });
    const bucket = new s3.Bucket(producer, 'Bucket');
    const fn = nodeFunction(consumer, 'Reader', { environment: { BUCKET: bucket.bucketName } });
    bucket.grantRead(fn);
  },
  'global table, replicated by a custom resource': inStack(stack => {
    new dynamodb.Table(stack, 'Global', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, replicationRegions: ['us-east-2'] });
  }, { env: EU }),
  'singleton function, and one that a custom resource calls by its name': inStack(stack => {
    const singleton = new lambda.SingletonFunction(stack, 'Singleton', { ...PYTHON, uuid: 'a3f2c0d2-2f0e-4a5c-8a8e-7b1e3f5d9c11', lambdaPurpose: 'Custom' });
    new CustomResource(stack, 'A', { serviceToken: singleton.functionArn });
    const again = new lambda.SingletonFunction(stack, 'Again', { ...NODE, uuid: '7bd2c0d2-2f0e-4a5c-8a8e-7b1e3f5d9c11', environment: { A: '1' } });
    again.addToRolePolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameter'], resources: ['*'] }));
    new CustomResource(stack, 'B', { serviceToken: again.functionArn });
  }),
  'retention of the logs of somebody else': inStack(stack => {
    new logs.LogRetention(stack, 'Foreign', { logGroupName: '/aws/codebuild/x', retention: logs.RetentionDays.ONE_WEEK });
    nodeFunction(stack, 'Own', { logRetention: logs.RetentionDays.ONE_MONTH });
    nodeFunction(stack, 'Own2', { logRetention: logs.RetentionDays.ONE_MONTH, logRetentionRole: new iam.Role(stack, 'RetentionRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) });
  }),
};
