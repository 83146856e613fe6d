import { NOT_SCHEDULED, RUNTIMES } from './runtimes';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { read } from '../../settings';

const fn = (runtime: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: runtime, Handler: 'index.handler' } });

/** The newest runtime of each language. One without a date of its own may still be a preview. */
const NEWEST = new Map<string, string>();
for (const [runtime, date] of RUNTIMES) {
  const { language } = parse(runtime) ?? {};
  if (language !== undefined && date !== NOT_SCHEDULED && isNewer(runtime, NEWEST.get(language))) NEWEST.set(language, runtime);
}

/** A runtime that is old enough to have a date is told by that. */
export const runtimeNotLatest: Rule = {
  id: 'SAS6-RuntimeNotLatest',
  title: 'there is a newer version of the runtime',
  weakness: 'SAS-6',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-1104'],
  why: 'Each version has a day from which on it is no longer patched: who moves with every version moves in small steps, and never in a hurry.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime: lambda.Runtime.NODEJS_24_X, handler, code });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('nodejs22.x') } },
    findings: { Orders: ['SAS6-RuntimeNotLatest'] },
    fixed: { Resources: { Orders: fn('nodejs24.x') } },
  },
  check: resource => read(resource, ['Runtime']).flatMap(({ value, when }) => {
    const runtime = literalText(value) ?? '';
    const newest = NEWEST.get(parse(runtime)?.language ?? '');
    return newest !== undefined && isNewer(newest, runtime) ? [{ note: `${newest} after ${runtime}`, when, location: 'Properties/Runtime' }] : [];
  }),
};

/** `python3.9` comes before `python3.10`; runtimes of an operating system alone have no language. */
function parse(runtime: string): { readonly language: string; readonly version: readonly [number, number] } | undefined {
  const [, language, major, minor] = /^(nodejs|python|java|dotnet|ruby)(\d{1,3})(?:\.(\d{1,3}))?/.exec(runtime) ?? [];
  return language === undefined ? undefined : { language, version: [Number(major), Number(minor ?? 0)] };
}

function isNewer(runtime: string, than: string | undefined): boolean {
  const [major, minor] = parse(runtime)?.version ?? [0, 0];
  const [otherMajor, otherMinor] = parse(than ?? '')?.version ?? [0, 0];
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
}
