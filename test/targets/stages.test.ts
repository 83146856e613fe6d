import { App, Aspects, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { ChecksFailOn, GuardMode, ServerlessGuard, ServerlessTop10Checks } from '../../src';
import { plainFunction } from '../hardening/app-under-test';

const env = { region: 'eu-central-1', account: '111122223333' };
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

/** A pipeline with one stage of one function. */
function pipelineApp(inStage: (stage: Stage) => void = () => undefined) {
  const app = new App();
  const stack = new Stack(app, 'Pipeline', { env });
  const pipeline = new CodePipeline(stack, 'Pipeline', {
    synth: new ShellStep('Synth', { input: CodePipelineSource.s3(s3.Bucket.fromBucketName(stack, 'Source', 'source'), 'a.zip'), commands: ['npx cdk synth'] }),
  });
  const stage = new Stage(app, 'Prod', { env });
  const fn = plainFunction(new Stack(stage, 'Shop'));
  inStage(stage);
  pipeline.addStage(stage);
  return { app, stack, stage, fn };
}


describe('a pipeline', () => {
  test('protects the functions of a stage that was protected before it was added', () => {
    const { app, fn, stack } = pipelineApp(stage => ServerlessGuard.protect(stage));
    ServerlessGuard.protect(app);
    app.synth();
    expect(ServerlessGuard.ledgerOf(fn)).toContainEqual(expect.objectContaining({ measure: 'guard-layer', state: 'set' }));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('stage-synthesised'));
  });

  test('tells of the functions of a stage that was added before, and changes nothing', () => {
    const plain = pipelineApp().app.synth();
    const { app, fn, stage } = pipelineApp();
    ServerlessGuard.protect(app);
    const late = app.synth();
    expect(late.getNestedAssembly('assembly-Prod').stacks[0]!.template).toEqual(plain.getNestedAssembly('assembly-Prod').stacks[0]!.template);
    expect(ServerlessGuard.ledgerOf(fn)).toEqual([{ measure: '*', state: 'refused', reason: expect.stringContaining('synthesised before') }]);
    expect(stage.node.scope?.node.metadata).toContainEqual(expect.objectContaining({ data: expect.stringContaining('1 functions of Prod are left alone') }));
  });

  test('the warning can be acknowledged', () => {
    const { app, stage } = pipelineApp();
    Validations.of(app).acknowledge({ id: 'ServerlessGuard::stage-synthesised', reason: 'protected elsewhere' });
    ServerlessGuard.protect(app);
    expect(JSON.stringify(stage.node.scope?.node.metadata.filter(({ type }) => type === 'aws:cdk:warning'))).not.toContain('left alone');
  });
});

test('a stage that no guard is on is reported by the checks', () => {
  const app = new App();
  Aspects.of(app).add(new ServerlessGuard());
  plainFunction(new Stack(app, 'First'));
  plainFunction(new Stack(new Stage(app, 'Later'), 'Shop'));
  const { violations } = new ServerlessTop10Checks(app, { failOn: ChecksFailOn.NEVER }).validateScope(app);
  const missing = violations.filter(({ ruleName, severity }) => ruleName === 'SAS1-GuardMissing' && severity !== 'info');
  expect(missing.flatMap(({ violatingResources }) => violatingResources.map(({ constructPath }) => constructPath))).toEqual(['Later/Shop/Orders/Resource']);
});

test.each<[string, (app: App) => Stage]>([
  ['a stage', app => new Stage(app, 'Later')],
  ['a stage in a stack', app => new Stage(new Stack(app, 'Delivery'), 'Later')],
  ['a stage in a stage', app => new Stage(new Stage(app, 'Outer'), 'Later')],
])('%s that is made after protect() is protected, even if it is synthesised at once', (_, make) => {
  const app = new App();
  ServerlessGuard.protect(app, { mode: GuardMode.REPORT });
  ServerlessGuard.protect(app, { mode: GuardMode.OFF });
  const stage = make(app);
  const fn = plainFunction(new Stack(stage, 'Shop'));
  stage.synth();
  expect(ServerlessGuard.ledgerOf(fn)).toContainEqual({ measure: 'guard-layer', state: 'set', reason: expect.stringContaining('mode off') });
});

test('a stage beside the scope that is protected is not', () => {
  const app = new App();
  ServerlessGuard.protect(new Stack(app, 'First'));
  const stage = new Stage(app, 'Beside');
  const fn = plainFunction(new Stack(stage, 'Shop'));
  stage.synth();
  expect(ServerlessGuard.ledgerOf(fn)).toEqual([]);
});
