import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { integApp, OLD_APP, PLAIN } from './integ-app';
import { ServerlessGuard } from '../../src';

/** More than a stack of 500 resources has room for, so that the budget decides. */
const FUNCTIONS = 65;

export = integApp(module, app => {
  const stack = new Stack(app, 'ManyFunctions', { suppressTemplateIndentation: true });
  for (let index = 0; index < FUNCTIONS; index++) new lambda.Function(stack, `Function${index}`, PLAIN);
  ServerlessGuard.protect(app);
  return [stack];
}, OLD_APP);
