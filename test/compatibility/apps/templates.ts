import { CfnParameter, Fn, Stack, Tags } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { CfnIncludeProps } from 'aws-cdk-lib/cloudformation-include';
import { nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

/** An app that includes one of the templates beside this file. */
function including(
  file: string,
  props: Partial<CfnIncludeProps> = {},
  then: (included: CfnInclude, stack: Stack) => void = () => undefined,
): (app: App) => void {
  return app => {
    const stack = new Stack(app, 'Shop');
    then(new CfnInclude(stack, 'Included', { templateFile: `${__dirname}/templates/${file}`, ...props }), stack);
  };
}

export const templates: AppCases = {
  'conditions, mappings and intrinsic functions everywhere': including('intrinsics.yaml'),
  'functions under conditions, with rules and outputs under the same': including('conditions.yaml'),
  'SAM with globals and events': including('sam-globals.yaml'),
  'SAM with roles, layers and policies of every form': including('sam-forms.yaml'),
  'language extensions': including('language-extensions.yaml'),
  'a loop over functions, which CDK does not include': including('loop.yaml'),
  'included logical ids that are not kept': including('intrinsics.yaml', { preserveLogicalIds: false }),
  'included resources that code changes': including('intrinsics.yaml', {}, (included, stack) => {
    const resource = included.getResource('Literal') as lambda.CfnFunction;
    resource.timeout = 30;
    resource.addPropertyOverride('Environment.Variables.ADDED', 'x');
    nodeFunction(stack, 'Beside', { environment: { OTHER: resource.ref, ARN: Fn.getAtt('Literal', 'Arn').toString() } });
    Tags.of(stack).add('a', 'b');
  }),
  'parameters given as values': including('conditions.yaml', { parameters: { Stage: 'prod' } }),
  'two templates in one stack, one with the parameters of the app': app => {
    const stack = new Stack(app, 'Shop');
    new CfnParameter(stack, 'Own');
    new CfnInclude(stack, 'First', { templateFile: `${__dirname}/templates/sam-globals.yaml` });
    nodeFunction(stack, 'Beside');
  },
  'nested template': including('parent.yaml', { loadNestedStacks: { Child: { templateFile: `${__dirname}/templates/conditions.yaml` } } }),
};
