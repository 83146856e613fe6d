import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { appCase } from './app-case';
import type { AppCases } from './app-case';
import { aspects } from './apps/aspects';
import { customResources } from './apps/custom-resources';
import { environments } from './apps/environments';
import { escapeHatches } from './apps/escape-hatches';
import { eventSources } from './apps/event-sources';
import { releases } from './apps/releases';
import { roles } from './apps/roles';
import { pipelineApps, stages } from './apps/stages';
import { webApis } from './apps/web-apis';
import { workflows } from './apps/workflows';
import { breaches } from './comparison/breaches';
import { synthesise } from './synthesise';
import { PermissionsMode } from '../../src';

process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

/** Where functions have roles with grants. */
const THEMES: Readonly<Record<string, AppCases>> = {
  webApis, eventSources, workflows, customResources, releases, roles, stages, pipelineApps, aspects, escapeHatches, environments,
};

/** What enforced permissions may change beside what protecting does: narrowed grants leave CDK's policy, and open calls are errors. */
const ENFORCED = [
  /^[\w/-]+\.template\.json: \w+DefaultPolicy\w* \(AWS::IAM::Policy\) is gone$/,
  /: it does not wait for \w+DefaultPolicy\w*$/,
  // Published for a grant that is gone, by newer versions of CDK; nothing imports it.
  /: Outputs was \{"PublishOutput/,
  /^has the error: .*has no exact resource: .*declarePermission\(/,
];

beforeEach(() => {
  for (const method of ['log', 'error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
});

describe.each(Object.entries(THEMES))('%s', (theme, apps) => {
  test.each(Object.entries(apps))('%s', (_, entry) => {
    const app = appCase(entry);
    const context = theme === 'pipelineApps' ? recommended : {};
    const plain = synthesise(app, 'none', context);
    const enforced = synthesise(app, theme === 'pipelineApps' ? 'first' : 'last', context, { permissions: PermissionsMode.ENFORCE });
    expect(breaches(plain, enforced).filter(breach => !ENFORCED.some(allowed => allowed.test(breach)))).toEqual([]);
  });
});
