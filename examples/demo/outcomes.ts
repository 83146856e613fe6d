import { visibleTexts } from './harm';
import type { Attack, BenignRequest, Observation } from './request';
import { OCSF_ACTIONS, type DetectionFinding } from '../../src/contract/finding';

/** What an attack came to without and with the guard. */
export interface AttackOutcome {
  readonly attack: Attack;
  /** The harm to the unprotected app; `undefined` if the attack failed even there. */
  readonly harmUnprotected: string | undefined;
  readonly harmProtected: string | undefined;
  /** The finding about the operation that was refused. */
  readonly finding: DetectionFinding | undefined;
  /** Harm without the guard, none with it, and the guard says what it refused. */
  readonly blocked: boolean;
}

/** What a benign request came to without and with the guard. */
export interface BenignOutcome {
  readonly request: BenignRequest;
  /** The feature works without the guard; otherwise the comparison would say nothing. */
  readonly works: boolean;
  /** Where the protected app behaved differently: `answer`, `files`, `orders`, `finding`. */
  readonly differences: readonly string[];
  /** Whether a value was told as an attempt, since it is written like an attack; nothing is refused for that. */
  readonly isAttempt: boolean;
  readonly identical: boolean;
}

export function judgeAttack(attack: Attack, unprotected: Observation, guarded: Observation): AttackOutcome {
  const harmUnprotected = attack.harm(unprotected);
  const harmProtected = attack.harm(guarded);
  const finding = guarded.findings.find(({ action_id: action }) => action === OCSF_ACTIONS.blocked.actionId);
  return {
    attack,
    harmUnprotected,
    harmProtected,
    finding,
    blocked: harmUnprotected !== undefined && harmProtected === undefined && finding !== undefined,
  };
}

export function judgeBenign(request: BenignRequest, unprotected: Observation, guarded: Observation): BenignOutcome {
  const works = unprotected.error === undefined && shows(unprotected, request.expected);
  const differences = [
    ...(unprotected.payload === guarded.payload ? [] : ['answer']),
    ...(sameFiles(unprotected.files, guarded.files) ? [] : ['files']),
    ...(unprotected.totalChange === guarded.totalChange ? [] : ['orders']),
    ...(guarded.findings.every(isAttempt) ? [] : ['finding']),
  ];
  return { request, works, differences, isAttempt: guarded.findings.some(isAttempt), identical: works && differences.length === 0 };
}

function isAttempt({ finding_info: { analytic } }: DetectionFinding): boolean {
  return analytic.name === 'screening';
}

function shows(seen: Observation, expected: string): boolean {
  return Object.keys(seen.files).includes(expected) || visibleTexts(seen).some(text => text.includes(expected));
}

function sameFiles(one: Observation['files'], other: Observation['files']): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every(name => one[name] === other[name]);
}
