import { Duration, Size } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as signer from 'aws-cdk-lib/aws-signer';
import { NODE, PYTHON, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

/** A runtime that CDK does not know; it adds itself to those that it knows. */
const FUTURE = 'nodejs99.x';

const code = () => lambda.Code.fromAsset(`${__dirname}/code`);

export const runtimes: AppCases = {
  'every runtime, old and new': inStack(stack => {
    for (const runtime of new Map(lambda.Runtime.ALL.map(each => [each.name, each])).values()) {
      if (runtime === lambda.Runtime.FROM_IMAGE || runtime.name === FUTURE) continue;
      new lambda.Function(stack, `On${runtime.name.replace(/\W/g, '')}`, { runtime, handler: 'index.handler', code: code() });
    }
    new lambda.Function(stack, 'Unnamed', { runtime: new lambda.Runtime(FUTURE, lambda.RuntimeFamily.NODEJS), handler: 'index.handler', code: code() });
    new lambda.Function(stack, 'Custom', { runtime: lambda.Runtime.PROVIDED_AL2023, handler: 'bootstrap', code: code(), architecture: lambda.Architecture.ARM_64 });
  }),
  'container images': inStack(stack => {
    const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'images');
    new lambda.DockerImageFunction(stack, 'Image', { code: lambda.DockerImageCode.fromEcr(repository), environment: { A: '1' } });
    new lambda.Function(stack, 'FromImage', { runtime: lambda.Runtime.FROM_IMAGE, handler: lambda.Handler.FROM_IMAGE, code: lambda.Code.fromEcrImage(repository, { cmd: ['a.b'] }) });
    new lambda.DockerImageFunction(stack, 'Asset', { code: lambda.DockerImageCode.fromImageAsset(`${__dirname}/image`) });
  }),
  'bundled code, from its own file and from an asset': inStack(stack => {
    new NodejsFunction(stack, 'Bundled', { entry: `${__dirname}/code/index.js`, runtime: lambda.Runtime.NODEJS_22_X, bundling: { minify: true, sourceMap: true, externalModules: ['@aws-sdk/*'] } });
    new NodejsFunction(stack, 'Default', { entry: `${__dirname}/code/index.js`, environment: { NODE_OPTIONS: '--enable-source-maps' } });
  }),
  'code in a bucket, by a parameter, signed': inStack(stack => {
    new lambda.Function(stack, 'Bucket', { ...NODE, code: lambda.Code.fromBucket(s3.Bucket.fromBucketName(stack, 'Code', 'code'), 'code.zip') });
    new lambda.Function(stack, 'Parameters', { ...NODE, code: lambda.Code.fromCfnParameters() });
    const profile = new signer.SigningProfile(stack, 'Profile', { platform: signer.Platform.AWS_LAMBDA_SHA384_ECDSA });
    nodeFunction(stack, 'Signed', { codeSigningConfig: new lambda.CodeSigningConfig(stack, 'Signing', { signingProfiles: [profile] }) });
  }),
  'newer properties': inStack(stack => {
    nodeFunction(stack, 'Durable', { durableConfig: { executionTimeout: Duration.hours(1), retentionPeriod: Duration.days(1) } });
    nodeFunction(stack, 'Tenants', { tenancyConfig: lambda.TenancyConfig.PER_TENANT });
    nodeFunction(stack, 'Loop', { recursiveLoop: lambda.RecursiveLoop.ALLOW, runtimeManagementMode: lambda.RuntimeManagementMode.manual('arn:aws:lambda:eu-central-1::runtime:x') });
    nodeFunction(stack, 'Large', { ephemeralStorageSize: Size.gibibytes(2), memorySize: 3008, timeout: Duration.minutes(15) });
    nodeFunction(stack, 'Json', { loggingFormat: lambda.LoggingFormat.JSON, applicationLogLevelV2: lambda.ApplicationLogLevel.ERROR, systemLogLevelV2: lambda.SystemLogLevel.WARN });
  }),
  'Python with Powertools and Insights': inStack(stack => {
    const powertools = lambda.LayerVersion.fromLayerVersionArn(stack, 'Powertools', 'arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7');
    new lambda.Function(stack, 'Python', { ...PYTHON, layers: [powertools], insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0, profiling: true });
  }),
};
