import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

function filler(stack: Stack, count: number): void {
  for (let index = 0; index < count; index++) new sns.CfnTopic(stack, `Topic${index}`);
}

function layersOf(stack: Stack, count: number): lambda.ILayerVersion[] {
  return Array.from({ length: count }, (_, index) =>
    lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${index}`, `arn:aws:lambda:eu-central-1:123456789012:layer:l${index}:1`));
}

export const sizes: AppCases = {
  '120 functions in one stack': inStack(stack => { for (let index = 0; index < 120; index++) nodeFunction(stack, `Fn${index}`); }),
  '249 functions in one stack': inStack(stack => { for (let index = 0; index < 249; index++) nodeFunction(stack, `Fn${index}`); }),
  '480 resources and a function': inStack(stack => { filler(stack, 480); nodeFunction(stack, 'Fn'); }),
  '494 resources and three functions': inStack(stack => { filler(stack, 494); for (const id of ['A', 'B', 'C']) nodeFunction(stack, id); }),
  '500 resources': inStack(stack => { filler(stack, 498); nodeFunction(stack, 'Fn'); }),
  'more resources than CloudFormation takes': inStack(stack => { filler(stack, 500); nodeFunction(stack, 'Fn'); }),
  'four and five layers': inStack(stack => {
    const layers = layersOf(stack, 5);
    nodeFunction(stack, 'Four', { layers: layers.slice(1) });
    nodeFunction(stack, 'Five', { layers });
  }),
  'environment of 4 KB': inStack(stack => {
    nodeFunction(stack, 'Full', { environment: { BIG: 'x'.repeat(4093) } });
    nodeFunction(stack, 'NearlyFull', { environment: { BIG: 'x'.repeat(3900) } });
    nodeFunction(stack, 'Options', { environment: { NODE_OPTIONS: '--require ./x.js --max-old-space-size=512' } });
  }),
};
