import { environmentVariable, functionProperty, layers } from '../../../app-model/functions';
import { guardState, isGuardLayer } from '../../../app-model/guard';
import type { Resource } from '../../../app-model/template';
import { display, literalFragments, literalText } from '../../../app-model/value';
import { GUARD_ENVIRONMENT, guardFile } from '../../../contract/environment';
import { GUARDED, GUARDED_FUNCTION, GUARDED_PROPERTIES } from '../../examples';
import { PASS, type Finding, type Rule } from '../../rule';

/** Search paths of the runtime and of the loader of native code. */
const SEARCH_PATHS = ['NODE_PATH', 'PYTHONPATH', 'PYTHONSTARTUP', 'LD_LIBRARY_PATH'] as const;

/**
 * Narrower than the catalogue's row where that is wrong about AWS and Node:
 * - Another tool's exec wrapper runs beside the guard, which `NODE_OPTIONS` loads; without that the guard is missing.
 * - Node runs every `--require` before the first `--import` and `--loader`, wherever they stand (measured on Node 20),
 *   so that only `--require` and `-r` can come before the guard.
 * - `/opt` is read-only and part of the deployment, and on the search paths by default: only `/tmp`, which the function
 *   itself can write, hands the next start to an attacker. `LD_PRELOAD` runs native code before Node, from anywhere.
 */
export const guardBypass: Rule = {
  id: 'SAS1-GuardBypass',
  title: 'the runtime guard is attached, but something gets around it',
  weakness: 'SAS-1',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-693', 'CWE-427'],
  why: 'Code that runs before the guard keeps the unguarded functions of Node; a later layer replaces the guard\'s files; a writable search path lets one successful write survive.',
  fix: 'fn.addEnvironment(\'NODE_OPTIONS\', \'--require /opt/serverless-guard/preload.cjs --require ./tracing.cjs\'); // the guard first, its layer last',
  resourceTypes: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  example: {
    flagged: {
      Resources: {
        ...GUARDED,
        Orders: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            ...GUARDED_PROPERTIES,
            Layers: [{ Ref: 'ServerlessGuardLayer' }, 'arn:aws:lambda:eu-west-1:111122223333:layer:tools:3'],
            Environment: { Variables: { NODE_OPTIONS: `-r ./first.cjs --require ${guardFile('preload')}`, NODE_PATH: '/tmp/modules', LD_PRELOAD: '/opt/lib/hook.so' } },
          },
        },
      },
    },
    findings: {
      Orders: ['SAS1-GuardBypass[NODE_OPTIONS]', 'SAS1-GuardBypass[LayerAfterGuard]', 'SAS1-GuardBypass[NODE_PATH]', 'SAS1-GuardBypass[LD_PRELOAD]'],
    },
    also: { Orders: ['SAS7-EnvCmkMissing'] },
    fixed: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
  },
  check(fn) {
    const { activation, layer } = guardState(fn);
    if (activation !== 'yes' || layer === 'no') return PASS;
    return [runtimeWithoutNode, pretendedActive, requiredFirst, overlaidLayers, preloadedLibrary, writableSearchPaths].flatMap(vector => vector(fn));
  },
};

/** Only the managed Node runtimes read `NODE_OPTIONS`, the wrapper and `/opt` as the guard needs them. */
function runtimeWithoutNode(fn: Resource): readonly Finding[] {
  return functionProperty(fn, 'Runtime').flatMap(({ value, when }) => {
    const runtime = literalText(value);
    if (runtime === undefined || runtime.startsWith('nodejs')) return [];
    return [{ detail: 'Runtime', note: `the guard for Node is not loaded by ${runtime}`, when, location: 'Properties/Runtime' }];
  });
}

/** The guard sets this itself, for child processes to leave the handler alone: set from outside it switches the guard off. */
function pretendedActive(fn: Resource): readonly Finding[] {
  return environmentVariable(fn, GUARD_ENVIRONMENT.active)
    .filter(({ value }) => value.kind !== 'absent' && value.kind !== 'unknown')
    .map(({ when }) => ({ detail: GUARD_ENVIRONMENT.active, note: 'only the guard itself may set it', when, location: 'Properties/Environment' }));
}

function requiredFirst(fn: Resource): readonly Finding[] {
  return environmentVariable(fn, 'NODE_OPTIONS').flatMap(({ value, when }) => {
    const before = literalFragments(value).join(' ').split(guardFile('preload'))[0] ?? '';
    const required = [...before.matchAll(/(?:^|\s)"?(?:--require|-r)[\s=]+(\S+)/g)].map(match => match[1]);
    if (required.length === 0) return [];
    return [{ detail: 'NODE_OPTIONS', note: `${required.join(', ')} is loaded before the guard`, when, location: 'Properties/Environment' }];
  });
}

/** Lambda unpacks layers in order into one folder: a later one can replace the guard's files. */
function overlaidLayers(fn: Resource): readonly Finding[] {
  const all = layers(fn);
  const first = all.findIndex(({ value }) => isGuardLayer(value));
  if (first < 0) return [];
  const after = all.slice(first + 1);
  const guards = new Set(all.filter(({ value }) => isGuardLayer(value)).map(({ value }) => display(value)));
  const foreign = after.filter(({ value }) => !isGuardLayer(value));
  return [
    ...foreign.slice(0, 1).map(({ value, when }) => ({
      detail: 'LayerAfterGuard', note: `${display(value)} is unpacked over the guard`, when, location: 'Properties/Layers',
    })),
    ...guards.size > 1 ? [{ detail: 'GuardLayers', note: 'two guard layers overlay each other', location: 'Properties/Layers' }] : [],
  ];
}

function preloadedLibrary(fn: Resource): readonly Finding[] {
  return environmentVariable(fn, 'LD_PRELOAD').flatMap(({ value, when }) => value.kind === 'absent' || value.kind === 'unknown' || literalText(value) === ''
    ? []
    : [{ detail: 'LD_PRELOAD', note: `${display(value)} runs before Node`, when, location: 'Properties/Environment' }]);
}

function writableSearchPaths(fn: Resource): readonly Finding[] {
  return SEARCH_PATHS.flatMap(name => environmentVariable(fn, name).flatMap(({ value, when }) => {
    const writable = literalFragments(value).some(text => text.split(':').some(path => /^\/tmp(\/|$)/.test(path)));
    return writable ? [{ detail: name, note: 'the function itself can write there', when, location: 'Properties/Environment' }] : [];
  }));
}
