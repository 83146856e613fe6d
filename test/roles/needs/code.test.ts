import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Aspects, Aws, DockerImage, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { codeFolder, modelOf, removeFolders, resourceAt } from './temporary-app';
import { GuardLoader, ServerlessGuard } from '../../../src';
import { codeOf, type FunctionCode } from '../../../src/roles/code/function-code';

afterAll(removeFolders);

const NODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler' };
const orders = () => lambda.Code.fromAsset(codeFolder({ 'index.js': '// orders' }));

/** Where the code of the one function is, the entry relative to its folder. */
function located(build: Parameters<typeof modelOf>[0], path = 'S/F/Resource', props: Parameters<typeof modelOf>[1] = {}): Partial<FunctionCode> & { entry?: string } {
  const model = modelOf(build, props);
  const code = codeOf(resourceAt(model, path));
  return code.kind === 'files' ? { kind: code.kind, language: code.language, entry: relative(code.root, code.entry) } : code;
}

describe('the code of a function', () => {
  test.each([
    ['index.handler', 'index.js', 'index.js'],
    ['src/orders.get.handler', 'src/orders.mjs', 'src/orders.mjs'],
    ['index.handler', 'index.cjs', 'index.cjs'],
    ['index.handler', 'index.ts', 'index.ts'],
  ])('of Node.js with the handler %s is in %s', (handler, file, entry) => {
    const code = lambda.Code.fromAsset(codeFolder({ [file]: '// code' }));
    expect(located(stack => new lambda.Function(stack, 'F', { ...NODE, handler, code }))).toEqual({ kind: 'files', language: 'javascript', entry });
  });

  test.each([
    ['orders.handler', 'orders.py', 'orders.py'],
    ['pkg/orders.handler', 'pkg/orders.py', 'pkg/orders.py'],
    ['pkg.orders.handler', 'pkg/orders.py', 'pkg/orders.py'],
    ['pkg.handler', 'pkg/__init__.py', 'pkg/__init__.py'],
  ])('of Python with the handler %s is in %s', (handler, file, entry) => {
    const code = lambda.Code.fromAsset(codeFolder({ [file]: '# code' }));
    expect(located(stack => new lambda.Function(stack, 'F', { runtime: lambda.Runtime.PYTHON_3_13, handler, code }))).toEqual({ kind: 'files', language: 'python', entry });
  });

  test('is found in a stage and in a nested stack, whose assets lie further up or in another manifest', () => {
    expect(located((_, app) => new lambda.Function(new Stack(new Stage(app, 'Beta'), 'Inner'), 'F', { ...NODE, code: orders() }), 'Beta/Inner/F/Resource'))
      .toMatchObject({ kind: 'files', entry: 'index.js' });
    expect(located(stack => new lambda.Function(new NestedStack(stack, 'Nested'), 'F', { ...NODE, code: orders() }), 'S/Nested/F/Resource'))
      .toMatchObject({ kind: 'files', entry: 'index.js' });
  });

  test('is where CDK left it when assets are not staged', () => {
    expect(located(stack => new lambda.Function(stack, 'F', { ...NODE, code: orders() }), 'S/F/Resource', { context: { 'aws:cdk:disable-asset-staging': true } }))
      .toMatchObject({ kind: 'files', entry: 'index.js' });
  });

  test('is what a bundler made of it', () => {
    const code = lambda.Code.fromAsset(codeFolder({ 'orders.ts': '// source' }), {
      bundling: { image: DockerImage.fromRegistry('unused'), local: { tryBundle: bundle } },
    });
    expect(located(stack => new lambda.Function(stack, 'F', { ...NODE, code }))).toMatchObject({ kind: 'files', entry: 'index.mjs' });
  });

  test('is the user\'s own behind the guard, however the guard is loaded', () => {
    for (const loader of Object.values(GuardLoader)) {
      const build = (stack: Stack) => {
        new lambda.Function(stack, 'F', { ...NODE, code: orders() });
        Aspects.of(stack).add(new ServerlessGuard({ loader }));
      };
      expect(located(build)).toMatchObject({ kind: 'files', entry: 'index.js' });
    }
  });

  test('may stand in the template', () => {
    expect(located(stack => new lambda.Function(stack, 'F', { ...NODE, code: lambda.Code.fromInline('exports.handler = 1;') })))
      .toEqual({ kind: 'inline', language: 'javascript', text: 'exports.handler = 1;' });
  });

  test.each<readonly [why: string, build: (stack: Stack) => unknown]>([
    ['it is a container image', stack => new lambda.CfnFunction(stack, 'F', { role: 'r', packageType: 'Image', code: { imageUri: 'repository:tag' } })],
    ['code of java21 is not read', stack => new lambda.CfnFunction(stack, 'F', { role: 'r', runtime: 'java21', handler: 'a.B::c', code: { s3Bucket: 'b', s3Key: 'k.jar' } })],
    ['its code is not in the cloud assembly', stack => new lambda.CfnFunction(stack, 'F', { role: 'r', runtime: 'nodejs22.x', handler: 'index.handler', code: { s3Bucket: 'b', s3Key: 'orders.zip' } })],
    ['its code is an archive', stack => new lambda.Function(stack, 'F', { ...NODE, code: lambda.Code.fromAsset(`${codeFolder({ 'orders.zip': 'PK' })}/orders.zip`) })],
    ['the file of its handler other.handler is not in its code', stack => new lambda.Function(stack, 'F', { ...NODE, handler: 'other.handler', code: orders() })],
    ['the file of its handler /opt/tool.handler is not in its code', stack => new lambda.Function(stack, 'F', { ...NODE, handler: '/opt/tool.handler', code: orders() })],
    ['the template does not tell its source', stack => new lambda.Function(stack, 'F', { ...NODE, code: lambda.Code.fromInline(`exports.region = '${Aws.REGION}';`) })],
  ])('%s', (why, build) => {
    const found = located(stack => {
      const made = build(stack);
      if (made instanceof lambda.CfnFunction) made.overrideLogicalId('F');
    }, pathOf(build));
    expect(found).toEqual({ kind: 'none', why });
  });
});

function bundle(folder: string): boolean {
  writeFileSync(join(folder, 'index.mjs'), '// bundle');
  return true;
}

/** L1 functions stand at their own path. */
function pathOf(build: (stack: Stack) => unknown): string {
  return build.toString().includes('CfnFunction') ? 'S/F' : 'S/F/Resource';
}
