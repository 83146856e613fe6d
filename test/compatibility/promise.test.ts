import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { appCase } from './app-case';
import type { AppCases } from './app-case';
import { aspects } from './apps/aspects';
import { customResources } from './apps/custom-resources';
import { environments } from './apps/environments';
import { escapeHatches } from './apps/escape-hatches';
import { eventSources } from './apps/event-sources';
import { networks } from './apps/networks';
import { observability } from './apps/observability';
import { releases } from './apps/releases';
import { roles } from './apps/roles';
import { runtimes } from './apps/runtimes';
import { sizes } from './apps/sizes';
import { pipelineApps, stages } from './apps/stages';
import { templates } from './apps/templates';
import { webApis } from './apps/web-apis';
import { workflows } from './apps/workflows';
import { breaches } from './comparison/breaches';
import { synthesise } from './synthesise';
import type { Protection } from './synthesise';

// The WASM validator of newer CDK versions takes seconds per process; one test of its own has it on.
process.env.CDK_VALIDATION = 'false';
// Public apps use deprecated properties too.
process.env.JSII_DEPRECATED = 'quiet';

const THEMES: Readonly<Record<string, AppCases>> = {
  webApis,
  eventSources,
  workflows,
  customResources,
  releases,
  roles,
  networks,
  runtimes,
  stages,
  aspects,
  escapeHatches,
  environments,
  observability,
  templates,
};

/** Apps whose errors and findings end the synthesis in newer versions of CDK only. */
const VERSION_DEPENDENT: ReadonlySet<string> = new Set(['one that reports errors for what the app has', 'packs of cdk-nag that find something']);

interface Flags {
  readonly context: Record<string, unknown>;
  readonly protections: Protection[];
  readonly themes: Readonly<Record<string, AppCases>>;
}

/** Apps of old versions of CDK have none of the feature flags, new ones have all. */
const FLAGS = {
  'no feature flags': { context: {}, protections: ['last'], themes: { ...THEMES, sizes } },
  'every feature flag': { context: recommended, protections: ['last', 'first'], themes: THEMES },
} satisfies Record<string, Flags>;

/** Apps that fail without the guard, and so shall with it. */
const FAILING: ReadonlySet<string> = new Set([
  'one that throws for what the app has',
  'a loop over functions, which CDK does not include',
  'changed after the first synthesis',
  'more resources than CloudFormation takes',
]);

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

describe.each(Object.entries<Flags>(FLAGS))('%s', (_, { context, protections, themes }) => {
  describe.each(Object.entries(themes))('%s', (__, apps) => {
    test.each(Object.entries(apps))('%s', (name, entry) => expectPromiseKept(entry, context, protections, VERSION_DEPENDENT.has(name) ? undefined : FAILING.has(name)));
  });
});

/** Pipelines of CDK synthesise a stage the moment it is added, so the guard must have been there before. */
describe('pipelines', () => {
  test.each(Object.entries(pipelineApps))('%s', (_, entry) => expectPromiseKept(entry, recommended, ['first'], false));
});

function expectPromiseKept(entry: AppCases[string], context: Record<string, unknown>, protections: readonly Protection[], fails?: boolean): void {
  const app = appCase(entry);
  const plain = synthesise(app, 'none', context);
  const guarded = protections.map(protection => synthesise(app, protection, context));
  if (fails !== undefined) expect('failure' in plain && plain.failure).toEqual(fails ? expect.any(String) : false);
  for (const one of guarded) {
    expect(breaches(plain, one)).toEqual([]);
    // Messages name folders, and findings in the order of plugins.
    if (!('failure' in one)) expect(one).toEqual(guarded[0]);
  }
}
