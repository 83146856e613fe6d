import { Duration } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { alarmActions, alarmsByName, dollars } from './validate-alarms';
import { domain, service } from './validate-egress';
import { GUARD_MODES } from '../contract/policy';
import { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, GuardSink, GuardTrigger, HardeningMeasure, LogPlacement, PermissionsMode, RefusedRecords } from '../options';
import type { GuardExemption, MeasureOptOut, ServerlessGuardOptions } from '../options';
import type { Check } from '../validation/option-checks';
import {
  durationBetween, isoDate, isRecord, listOf, literalText, mapOf, membersOf, objectThatCan, objectWith, oneOf, problem, reason, unknownMembers,
  wholeNumber, yesOrNo,
} from '../validation/option-checks';

/** Measures that `alsoSet` can ask for; every other is set anyway. */
const ON_REQUEST: readonly string[] = [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING];

const MODE = oneOf(Object.values(GuardMode));
const DETECTOR = oneOf(Object.values(GuardDetector));
const SINK = oneOf(Object.values(GuardSink));
const EXEMPTION = membersOf({ reason }, { detector: DETECTOR, sink: SINK, route: literalText, parameter: literalText, expires: isoDate });
const OPT_OUT = membersOf({ measure: oneOf(Object.values(HardeningMeasure)), reason }, { expires: isoDate });

/** Lambda's limits of asynchronous invocation (https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html). */
const RETRIES = wholeNumber(0, 2);
const LIMIT = wholeNumber(1, Number.MAX_SAFE_INTEGER);
const EVENT_AGE = durationBetween(Duration.minutes(1), Duration.hours(6));

/** Every option with what it must be, required here so that none can be forgotten. */
const OPTIONS: Readonly<Record<keyof ServerlessGuardOptions, Check>> = {
  mode: MODE,
  loader: oneOf(Object.values(GuardLoader)),
  guardInImage: yesOrNo,
  detectorModes: mapOf(DETECTOR, MODE),
  exemptions: listOf(EXEMPTION),
  allowedDomains: listOf(domain),
  allowedServices: listOf(service),
  allowedTriggers: listOf(oneOf(Object.values(GuardTrigger))),
  eventLimits: membersOf({}, { characters: LIMIT, depth: LIMIT, values: LIMIT, entities: LIMIT }),
  blockedAnswer: oneOf(Object.values(BlockedAnswer)),
  refusedRecords: oneOf(Object.values(RefusedRecords)),
  optOut: listOf(OPT_OUT),
  alsoSet: listOf(oneOf(ON_REQUEST)),
  retention: oneOf(Object.values(logs.RetentionDays).filter(days => typeof days === 'number')),
  logPlacement: oneOf(Object.values(LogPlacement)),
  logEncryptionKey: objectWith('keyArn', 'a KMS key such as kms.Key'),
  dataProtectionPolicy: objectThatCan('_bind', 'a logs.DataProtectionPolicy'),
  permissions: oneOf(Object.values(PermissionsMode)),
  permissionsBoundary: objectWith('managedPolicyArn', 'a managed policy such as iam.ManagedPolicy'),
  onFailure: objectThatCan('bind', 'a destination such as SqsDestination'),
  retryAttempts: RETRIES,
  maxEventAge: EVENT_AGE,
  alarms: alarmsByName,
  alarmActions,
  alarmOkActions: alarmActions,
  maxAlarmsPerStack: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  alarmBudgetPerStack: dollars,
};

const NAMES = Object.keys(OPTIONS);

/** The options among properties that hold others too, those of a CDK function. */
export function pickOptions(props: ServerlessGuardOptions): ServerlessGuardOptions {
  return Object.fromEntries(Object.entries(props).filter(([name, value]) => NAMES.includes(name) && value !== undefined));
}

/** What is wrong with options, each as what, got, expected and cure; empty where nothing is. */
export function optionProblems(options: ServerlessGuardOptions): string[] {
  const problems = Object.entries(OPTIONS).flatMap(([name, check]) => {
    const value = options[name as keyof ServerlessGuardOptions];
    return value === undefined ? [] : check(name, value);
  });
  // Only values that are what they should be can be compared.
  return problems.length > 0 ? problems : combinationProblems(options);
}

/** The same for calls that take nothing but options. */
export function onlyOptionProblems(options: ServerlessGuardOptions): string[] {
  if (!isRecord(options)) return [problem('options', options, 'an object', 'give one, or leave it out')];
  return [...unknownMembers('option', options, NAMES), ...optionProblems(options)];
}

function combinationProblems(options: ServerlessGuardOptions): string[] {
  return [
    ...strongerDetectors(options),
    ...(options.exemptions ?? []).flatMap(exemptsEverything),
    ...(options.optOut ?? []).flatMap(optsOutTwice),
    ...asksForOptedOut(options),
    ...keyWithoutGroup(options),
  ];
}

function strongerDetectors({ mode = GuardMode.BLOCK, detectorModes = {} }: ServerlessGuardOptions): string[] {
  return Object.entries(detectorModes)
    .filter(([, detectorMode]) => GUARD_MODES.indexOf(detectorMode) > GUARD_MODES.indexOf(mode))
    .map(([detector, detectorMode]) => `mode of detector "${detector}" is stronger than the function's, got "${detectorMode}" with mode "${mode}", `
      + `expected at most "${mode}"; raise mode and lower the others`);
}

function exemptsEverything({ detector, sink, route, parameter }: GuardExemption, index: number): string[] {
  if ([detector, sink, route, parameter].some(part => part !== undefined)) return [];
  return [`exemptions[${index}] exempts everything, got no detector, sink, route or parameter, expected at least one; use mode "report" to block nothing`];
}

function optsOutTwice({ measure }: MeasureOptOut, index: number, all: readonly MeasureOptOut[]): string[] {
  if (all.findIndex(other => other.measure === measure) === index) return [];
  return [`optOut[${index}] opts out twice, got "${measure}" again, expected each measure once; remove one`];
}

function asksForOptedOut({ optOut = [], alsoSet = [] }: ServerlessGuardOptions): string[] {
  return alsoSet.filter(measure => optOut.some(other => other.measure === measure))
    .map(measure => `alsoSet contradicts optOut, got "${measure}" in both, expected it in one; remove it from the other`);
}

/** Lambda's own log groups take no key from here: they are made at the first invocation. */
function keyWithoutGroup({ logEncryptionKey, logPlacement }: ServerlessGuardOptions): string[] {
  if (logEncryptionKey === undefined || logPlacement !== LogPlacement.IN_PLACE) return [];
  return ['logEncryptionKey contradicts logPlacement, got a key with "IN_PLACE", expected "OWN_GROUP"; '
    + 'let the logs move to a group of the guard\'s, or encrypt the existing group yourself'];
}
