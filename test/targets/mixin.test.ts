import { App, ConstructSelector, Mixins, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { GuardMode, HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../src';
import { PLAIN, plainFunction, rawFunction } from '../hardening/app-under-test';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

/** A template of an app with one function of each kind. */
function template(protect: (app: App, stack: Stack) => void): string {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  plainFunction(stack);
  rawFunction(stack);
  new s3.Bucket(stack, 'Bucket');
  protect(app, stack);
  const { Resources } = Template.fromStack(stack).toJSON();
  // The aspect on an app lists CDK's own functions too, which nobody applies a mixin to.
  return JSON.stringify({ ...Resources, ...Object.fromEntries(Object.entries<any>(Resources).filter(([id]) => id.startsWith('LogRetention')).map(([id]) => [id, undefined])) });
}

const PROTECTED = () => template(app => ServerlessGuard.protect(app));

test.each<[string, (app: App, stack: Stack) => void]>([
  ['stack.with()', (_, stack) => void stack.with(new ServerlessGuard())],
  ['fn.with()', (_, stack) => stack.node.children.forEach(child => void child.with(new ServerlessGuard()))],
  ['Mixins.of()', app => void Mixins.of(app).apply(new ServerlessGuard())],
  ['twice', app => void app.with(new ServerlessGuard(), new ServerlessGuard())],
  ['beside protect()', app => {
    app.with(new ServerlessGuard());
    ServerlessGuard.protect(app);
  }],
])('%s sets the same as protect()', (_, protect) => {
  expect(template(protect)).toBe(PROTECTED());
});

test('it is for functions alone, an L2\'s resource is none by itself', () => {
  const stack = new Stack(new App(), 'Shop');
  const fn = plainFunction(stack);
  const guard = new ServerlessGuard();
  expect([fn, rawFunction(stack), stack, new s3.Bucket(stack, 'Bucket'), fn.node.defaultChild!].map(node => guard.supports(node))).toEqual([true, true, false, false, false]);
});

test('it reaches functions in stages, and those that a selector chooses', () => {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop');
  const chosen = plainFunction(stack, {}, 'Chosen');
  const other = plainFunction(stack, {}, 'Other');
  Mixins.of(app, ConstructSelector.byId('Chosen')).apply(new ServerlessGuard({ mode: GuardMode.REPORT }));
  Template.fromStack(stack);
  expect(ServerlessGuard.ledgerOf(chosen)).toContainEqual(expect.objectContaining({ measure: 'guard-layer', state: 'set', reason: expect.stringContaining('report') }));
  expect(ServerlessGuard.ledgerOf(other)).toEqual([]);
});

test('what is added after it is seen and kept', () => {
  const stack = new Stack(new App(), 'Shop');
  const fn = plainFunction(stack).with(new ServerlessGuard()) as ReturnType<typeof plainFunction>;
  fn.addEnvironment('NODE_OPTIONS', '--enable-source-maps');
  expect(JSON.stringify(Template.fromStack(stack))).toContain('preload.cjs --enable-source-maps');
});

test('options given to one function stay its own', () => {
  const stack = new Stack(new App(), 'Shop');
  const first = plainFunction(stack, {}, 'First');
  const second = new SecuredFunction(stack, 'Second', PLAIN);
  stack.with(new ServerlessGuard());
  ServerlessGuard.protect(first, { optOut: [{ measure: HardeningMeasure.ALARMS, reason: 'a batch job' }] });
  Template.fromStack(stack);
  expect([first, second].map(fn => ServerlessGuard.ledgerOf(fn).find(({ measure }) => measure === 'alarms')?.state)).toEqual(['optedOut', 'set']);
});

test('bad options are found at once', () => {
  expect(() => new ServerlessGuard({ mode: 'loud' as GuardMode })).toThrow(/bad mode, got "loud"/);
});
