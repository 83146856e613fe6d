import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NODE, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const webApis: AppCases = {
  'REST API with one function per method and a table': inStack(stack => {
    const table = new dynamodb.Table(stack, 'Items', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const api = new apigateway.RestApi(stack, 'Api', { deployOptions: { stageName: 'prod' } });
    const items = api.root.addResource('items');
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const fn = nodeFunction(stack, `${method}Items`, { environment: { TABLE_NAME: table.tableName }, timeout: Duration.seconds(10), memorySize: 256 });
      table.grantReadWriteData(fn);
      items.addMethod(method, new apigateway.LambdaIntegration(fn));
    }
  }),
  'REST API whose function knows the URL of its own API': inStack(stack => {
    const fn = nodeFunction(stack, 'Handler');
    const api = new apigateway.LambdaRestApi(stack, 'Api', { handler: fn, proxy: false });
    api.root.addResource('login').addMethod('ANY');
    nodeFunction(stack, 'Mailer', { environment: { API_URL: api.url } });
  }),
  'REST API from a specification with a token and a request authorizer': inStack(stack => {
    const api = new apigateway.SpecRestApi(stack, 'Spec', { apiDefinition: apigateway.ApiDefinition.fromInline({ openapi: '3.0.2', paths: { '/': {} } }) });
    const authorizer = new apigateway.TokenAuthorizer(stack, 'Token', { handler: nodeFunction(stack, 'Authorizer') });
    const other = new apigateway.RestApi(stack, 'Other', { defaultMethodOptions: { authorizer } });
    other.root.addMethod('GET', new apigateway.LambdaIntegration(nodeFunction(stack, 'Get')));
    api.root.addResource('more').addMethod('GET', new apigateway.LambdaIntegration(nodeFunction(stack, 'More')), {
      authorizer: new apigateway.RequestAuthorizer(stack, 'Request', { handler: nodeFunction(stack, 'Check'), identitySources: ['method.request.header.Auth'] }),
    });
  }),
  'HTTP API with an authorizer and function URLs': inStack(stack => {
    const api = new apigatewayv2.HttpApi(stack, 'Api', {
      defaultAuthorizer: new HttpLambdaAuthorizer('Authorizer', nodeFunction(stack, 'Authorizer')),
    });
    api.addRoutes({ path: '/orders', integration: new HttpLambdaIntegration('Orders', nodeFunction(stack, 'Orders')) });
    const url = nodeFunction(stack, 'Public').addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    nodeFunction(stack, 'Caller', { environment: { URL: url.url } });
  }),
  'WebSocket API whose functions post back': inStack(stack => {
    const api = new apigatewayv2.WebSocketApi(stack, 'Chat');
    for (const route of ['$connect', '$disconnect', 'send']) {
      const fn = nodeFunction(stack, `On${route.replace('$', '')}`, { environment: { CALLBACK: api.apiEndpoint } });
      api.addRoute(route, { integration: new WebSocketLambdaIntegration(`${route}Integration`, fn) });
      api.grantManageConnections(fn);
    }
    new apigatewayv2.WebSocketStage(stack, 'Stage', { webSocketApi: api, stageName: 'dev', autoDeploy: true });
  }),
  'AppSync API with resolvers': inStack(stack => {
    const api = new appsync.GraphqlApi(stack, 'Graph', { name: 'graph', definition: appsync.Definition.fromSchema(appsync.SchemaFile.fromAsset(`${__dirname}/schema.graphql`)) });
    const source = api.addLambdaDataSource('Source', nodeFunction(stack, 'Resolver'));
    source.createResolver('List', { typeName: 'Query', fieldName: 'list' });
  }),
  'Cognito with a function for every trigger': inStack(stack => {
    const pool = new cognito.UserPool(stack, 'Users', { lambdaTriggers: { preSignUp: nodeFunction(stack, 'PreSignUp') } });
    const after = nodeFunction(stack, 'PostConfirmation', { environment: { NAME: 'x' } });
    pool.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, after);
    pool.addTrigger(cognito.UserPoolOperation.CUSTOM_MESSAGE, nodeFunction(stack, 'CustomMessage'));
    pool.addClient('Client');
    const reader = nodeFunction(stack, 'Reader', { environment: { POOL: pool.userPoolId } });
    pool.grant(reader, 'cognito-idp:AdminGetUser');
  }),
  'application load balancer in front of a function': inStack(stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing: true });
    balancer.addListener('Http', { port: 80 }).addTargets('Function', { targets: [new LambdaTarget(nodeFunction(stack, 'Web'))] });
  }),
  'monolith behind a proxy with a name of its own': inStack(stack => {
    const fn = new lambda.Function(stack, 'Monolith', { ...NODE, functionName: 'monolith', description: 'everything', reservedConcurrentExecutions: 5, tracing: lambda.Tracing.ACTIVE });
    new apigateway.LambdaRestApi(stack, 'Api', { handler: fn, cloudWatchRole: true });
  }),
};
