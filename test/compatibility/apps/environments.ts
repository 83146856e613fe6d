import { App, Aws, BootstraplessSynthesizer, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IStackSynthesizer, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EU, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

/** Two functions, one of them in a network of names only. */
function twoFunctions(props: StackProps): (app: App) => void {
  return app => {
    const stack = new Stack(app, 'Shop', props);
    nodeFunction(stack, 'A', { environment: { REGION: stack.region } });
    nodeFunction(stack, 'B', { functionName: `${stack.stackName.slice(0, 40)}-b` });
  };
}

const synthesizer = (made: IStackSynthesizer) => twoFunctions({ synthesizer: made });

export const environments: AppCases = {
  'China': twoFunctions({ env: { account: '123456789012', region: 'cn-north-1' } }),
  'GovCloud': twoFunctions({ env: { account: '123456789012', region: 'us-gov-west-1' } }),
  'tokens as account and region': twoFunctions({ env: { account: Aws.ACCOUNT_ID, region: Aws.REGION } }),
  'an environment of one half': twoFunctions({ env: { region: 'eu-west-1' } }),
  'a stack name of 128 characters': twoFunctions({ stackName: 'x'.repeat(128) }),
  'a stack that may not be deleted': twoFunctions({ terminationProtection: true, env: EU, description: 'mine', crossRegionReferences: true, suppressTemplateIndentation: true, analyticsReporting: true }),
  'legacy synthesizer': synthesizer(new LegacyStackSynthesizer()),
  'synthesizer without assets': synthesizer(new BootstraplessSynthesizer()),
  'synthesizer with the credentials of the CLI': synthesizer(new CliCredentialsStackSynthesizer()),
  'synthesizer with names of its own': synthesizer(new DefaultStackSynthesizer({ qualifier: 'mine', fileAssetsBucketName: 'bucket', generateBootstrapVersionRule: false })),
  'no path metadata, no stack traces, no outputs of assets': {
    props: { context: { 'aws:cdk:disable-asset-staging': false, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-stack-trace': true, 'aws:cdk:enable-asset-metadata': true } },
    build: twoFunctions({}),
  },
  'synthesised twice': { build: twoFunctions({}), finish: app => { app.synth(); app.synth(); } },
  'synthesised again by force': { build: twoFunctions({}), finish: app => { app.synth(); app.synth({ force: true }); } },
  'synthesised by assertions': {
    build: twoFunctions({}),
    finish: app => {
      Template.fromStack(app.node.findChild('Shop') as Stack).resourceCountIs('AWS::SNS::Topic', 0);
      Template.fromStack(app.node.findChild('Shop') as Stack);
    },
  },
  'changed after the first synthesis': { build: twoFunctions({}), finish: app => { app.synth(); new sns.Topic(app.node.findChild('Shop') as Stack, 'Late'); app.synth(); } },
  'changed after the first synthesis, and synthesised by force': {
    build: twoFunctions({}),
    finish: app => {
      app.synth();
      nodeFunction(app.node.findChild('Shop') as Stack, 'Late');
      app.synth({ force: true });
    },
  },
};
