import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import type { AttackCase } from './cases/attack-cases';
import { isHttp, SOURCE_IP } from './events';
import { guardLines, metricNames, type MetricLine } from './guard-lines';
import { FUNCTION_NAME } from './guarded-functions';
import type { InvocationResult } from '../../../local-runtime';
import { OCSF_ACTIONS, OCSF_DETECTION_FINDING, OCSF_VERSION, type DetectionFinding } from '../../../src/contract/finding';
import { DIMENSIONS, METRIC_NAMESPACE, METRICS } from '../../../src/contract/metrics';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What the caller of a function sees, stacks reduced to the frames of the user's own code. */
export function asSeen({ payload, streamed, prelude, error }: InvocationResult): object {
  if (!error) return { payload, streamed, prelude };
  return { streamed, prelude, errorType: error.errorType, errorMessage: error.errorMessage, userFrames: (error.trace ?? []).flatMap(userFrame) };
}

/** Where in the user's code a frame is; how the client calls the handler shows in the frame's function name. */
function userFrame(line: string): string[] {
  const place = /[^\s(/]+\.[cm]?js:\d+:\d+/.exec(line)?.[0];
  return place && /\b(index|throws|syntax|missing)/.test(place) && !line.includes('aws-lambda-ric') ? [place] : [];
}

/** The guard left no trace: same answer, no finding, no frame of its own. */
export function expectUnchanged(guarded: InvocationResult, plain: InvocationResult): void {
  deepEqual(asSeen(guarded), asSeen(plain));
  deepEqual(guardFrames(guarded), []);
  const { findings, metrics, others } = guardLines(guarded.logs);
  deepEqual(findings, []);
  deepEqual(metrics.flatMap(metricNames).filter(name => name !== METRICS.heartbeat), []);
  equal(others.length, guardLines(plain.logs).others.length, `other lines:\n${others.join('\n')}`);
}

/** Frames of the guard in an error of the user's; one that the client itself makes may tell who called the client. */
function guardFrames({ error }: InvocationResult): readonly string[] {
  const frames = (error?.trace ?? []).filter(line => /^\s+at /.test(line));
  const madeByClient = /aws-lambda-ric|local-runtime/.test(frames[0] ?? '');
  return madeByClient ? [] : frames.filter(line => line.includes('serverless-guard'));
}

/** The caller got the refusal of the event source, and nothing of what was asked for. */
export function expectRefused(result: InvocationResult, { event, leak }: AttackCase): void {
  ok(!result.payload.includes(leak), `leaked: ${result.payload.slice(0, 200)}`);
  if (!isHttp(event)) {
    ok(result.error, `expected an error, got ${result.payload.slice(0, 200)}`);
    return;
  }
  equal(result.error, undefined);
  const answer = JSON.parse(result.payload) as { statusCode: number };
  equal(answer.statusCode, 403);
  ok(result.payload.includes(result.requestId), 'the refusal names the request');
}

/** One finding and one metric, complete. */
export function expectFound(result: InvocationResult, attack: AttackCase, action: keyof typeof OCSF_ACTIONS): void {
  const { findings, metrics } = guardLines(result.logs);
  equal(findings.length, 1, `findings in:\n${result.logs}`);
  expectFinding(findings[0] as DetectionFinding, result, attack, action);
  const name = action === 'blocked' ? METRICS.attacksBlocked : METRICS.attacksReported;
  const counted = metrics.filter(line => metricNames(line).includes(name));
  equal(counted.length, 1, `metrics in:\n${result.logs}`);
  expectMetric(counted[0] as MetricLine, name, attack);
}

function expectFinding(finding: DetectionFinding, { requestId }: InvocationResult, attack: AttackCase, action: keyof typeof OCSF_ACTIONS): void {
  const { categoryUid, classUid, activityId, typeUid } = OCSF_DETECTION_FINDING;
  deepEqual([finding.category_uid, finding.class_uid, finding.activity_id, finding.type_uid], [categoryUid, classUid, activityId, typeUid]);
  const { actionId, action: actionName, dispositionId, disposition } = OCSF_ACTIONS[action];
  deepEqual([finding.action_id, finding.action, finding.disposition_id, finding.disposition], [actionId, actionName, dispositionId, disposition]);
  ok(['WARN', 'ERROR', 'FATAL'].includes(finding.level));
  match(finding.timestamp, RFC_3339);
  equal(finding.metadata.version, OCSF_VERSION);
  equal(finding.metadata.correlation_uid, requestId);
  equal(finding.finding_info.analytic.name, attack.detector);
  deepEqual([finding.cloud.provider, finding.cloud.region], ['AWS', 'eu-central-1']);
  equal(finding.resources[0]?.name, FUNCTION_NAME);
  expectEvidence(finding, attack);
}

function expectEvidence({ evidences }: DetectionFinding, { detector, sink, event }: AttackCase): void {
  const [evidence] = evidences;
  ok(evidence);
  if (isHttp(event)) equal(evidence.src_endpoint?.ip, SOURCE_IP);
  const { data } = evidence;
  deepEqual([data.detector, data.sink], [detector, sink]);
  match(data.inputPath ?? '', /^\$/);
  for (const text of [data.trigger, data.input ?? '', data.operation, data.change]) notEqual(text, '');
  ok(Array.isArray(data.decoders));
}

function expectMetric(line: MetricLine, name: string, { detector }: AttackCase): void {
  const [directive] = line._aws.CloudWatchMetrics;
  equal(directive?.Namespace, METRIC_NAMESPACE);
  deepEqual(directive?.Dimensions, [[DIMENSIONS.functionName], [DIMENSIONS.functionName, DIMENSIONS.kind]]);
  equal(line[name], 1);
  equal(line[DIMENSIONS.functionName], FUNCTION_NAME);
  equal(line[DIMENSIONS.kind], detector);
  match(line.timestamp, RFC_3339);
}
