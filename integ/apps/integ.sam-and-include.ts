import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { integApp } from './integ-app';
import { ServerlessGuard } from '../../src';

/**
 * Templates written by hand: a SAM function, whose role is the transform's, and functions of CloudFormation, one of them with
 * a runtime that only a deployment knows.
 */
export = integApp(module, app => {
  const stacks = ['sam', 'include'].map(name => {
    const stack = new Stack(app, `From${name}`);
    new CfnInclude(stack, 'Included', { templateFile: join(__dirname, 'templates', `${name}.json`) });
    return stack;
  });
  ServerlessGuard.protect(app);
  return stacks;
});
