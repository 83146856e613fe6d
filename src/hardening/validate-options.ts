import { Token } from 'aws-cdk-lib';
import { GUARD_MODES } from '../contract/policy';
import { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, GuardSink, HardeningMeasure, LogPlacement } from '../options';
import type { GuardExemption, MeasureOptOut, ServerlessGuardOptions } from '../options';
import { isIsoDate } from './expiry';
import { alarmProblems } from './validate-alarms';

/** Measures that `alsoSet` can ask for; every other is set anyway. */
const ON_REQUEST: readonly string[] = [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING];

/** Every option, required here so that none can be forgotten. */
const OPTIONS: Readonly<Record<keyof ServerlessGuardOptions, true>> = {
  mode: true,
  loader: true,
  guardInImage: true,
  detectorModes: true,
  exemptions: true,
  blockedAnswer: true,
  optOut: true,
  alsoSet: true,
  retention: true,
  logPlacement: true,
  alarms: true,
  alarmActions: true,
  alarmOkActions: true,
  maxAlarmsPerStack: true,
  alarmBudgetPerStack: true,
};

/** The options among properties that hold others too, those of a CDK function. */
export function pickOptions(props: ServerlessGuardOptions): ServerlessGuardOptions {
  return Object.fromEntries(Object.entries(props).filter(([name, value]) => name in OPTIONS && value !== undefined));
}

/** What is wrong with options, each as what, got, expected and cure; empty where nothing is. */
export function optionProblems(options: ServerlessGuardOptions): string[] {
  return [
    ...oneOf('mode', options.mode, Object.values(GuardMode)),
    ...oneOf('loader', options.loader, Object.values(GuardLoader)),
    ...oneOf('blockedAnswer', options.blockedAnswer, Object.values(BlockedAnswer)),
    ...oneOf('logPlacement', options.logPlacement, Object.values(LogPlacement)),
    ...detectorModeProblems(options),
    ...(options.exemptions ?? []).flatMap(exemptionProblems),
    ...(options.optOut ?? []).flatMap(optOutProblems),
    ...combinationProblems(options),
    ...alarmProblems(options),
  ];
}

/** Names that are no option, for calls that take nothing but options; untyped code would not notice a misspelt one. */
export function unknownOptionProblems(options: ServerlessGuardOptions): string[] {
  return Object.keys(options)
    .filter(name => !(name in OPTIONS))
    .map(name => `unknown option, got "${name}", expected one of ${Object.keys(OPTIONS).join(', ')}; correct its spelling or remove it`);
}

function oneOf(name: string, value: string | undefined, allowed: readonly string[]): string[] {
  if (value === undefined || allowed.includes(value)) return [];
  return [`bad ${name}, got "${value}", expected one of ${allowed.join(', ')}; use the enum's value`];
}

function detectorModeProblems({ mode = GuardMode.BLOCK, detectorModes = {} }: ServerlessGuardOptions): string[] {
  return Object.entries(detectorModes).flatMap(([detector, detectorMode]) => [
    ...oneOf('detector in detectorModes', detector, Object.values(GuardDetector)),
    ...oneOf(`mode of detector "${detector}"`, detectorMode, Object.values(GuardMode)),
    ...strongerThan(detector, detectorMode, mode),
  ]);
}

function strongerThan(detector: string, detectorMode: GuardMode, mode: GuardMode): string[] {
  if (GUARD_MODES.indexOf(detectorMode) <= GUARD_MODES.indexOf(mode)) return [];
  return [`mode of detector "${detector}" is stronger than the function's, got "${detectorMode}" with mode "${mode}", expected at most "${mode}"; raise mode and lower the others`];
}

function exemptionProblems(exemption: GuardExemption, index: number): string[] {
  const name = `exemptions[${index}]`;
  const { detector, sink, route, parameter } = exemption;
  const tokens = Object.entries(exemption).filter(([, value]) => Token.isUnresolved(value))
    .map(([key]) => `bad ${name}.${key}, got a token, expected literal text; a policy that refers to a resource would be circular, write the text out`);
  return [
    ...tokens,
    ...oneOf(`${name}.detector`, detector, Object.values(GuardDetector)),
    ...oneOf(`${name}.sink`, sink, Object.values(GuardSink)),
    ...([detector, sink, route, parameter].every(part => part === undefined)
      ? [`${name} exempts everything, got no detector, sink, route or parameter, expected at least one; use mode "report" to block nothing`]
      : []),
    ...reasonProblems(name, exemption),
  ];
}

function optOutProblems(optOut: MeasureOptOut, index: number, all: readonly MeasureOptOut[]): string[] {
  const name = `optOut[${index}]`;
  const isSecond = all.findIndex(other => other.measure === optOut.measure) < index;
  return [
    ...oneOf(`${name}.measure`, optOut.measure, Object.values(HardeningMeasure)),
    ...reasonProblems(name, optOut),
    ...(isSecond ? [`${name} opts out twice, got "${optOut.measure}" again, expected each measure once; remove one`] : []),
  ];
}

function reasonProblems(name: string, { reason, expires }: { readonly reason: string; readonly expires?: string }): string[] {
  return [
    ...(typeof reason === 'string' && reason.trim() !== '' ? [] : [`bad ${name}.reason, got ${JSON.stringify(reason)}, expected text; say why`]),
    ...(expires === undefined || isIsoDate(expires) ? [] : [`bad ${name}.expires, got "${expires}", expected a date such as 2027-01-31; use YYYY-MM-DD`]),
  ];
}

function combinationProblems({ optOut = [], alsoSet = [] }: ServerlessGuardOptions): string[] {
  return alsoSet.flatMap(measure => [
    ...oneOf('alsoSet', measure, ON_REQUEST),
    ...(optOut.some(other => other.measure === measure)
      ? [`alsoSet contradicts optOut, got "${measure}" in both, expected it in one; remove it from the other`]
      : []),
  ]);
}
