/** What the guard needs from the first sink on; bundled to a file of its own, which most cold starts never read. */
export { inspectCommand, inspectLines } from './detectors/commands';
export { inspectOperators } from './detectors/operators';
export { createEgress } from './behaviour/egress';
export { inspectPath } from './detectors/path';
export { inspectScript } from './detectors/script';
export { inspectShell } from './detectors/shell';
export { inspectSql } from './detectors/sql';
export { inspectUrl } from './detectors/ssrf';
export { findingLine } from './findings/finding-line';
export { attribute } from './invocation/attribution';
export { hostInputs } from './invocation/host-inputs';
export { indexInputs } from './invocation/input-index';
export { locate } from './invocation/locate';
export { inspectReach, inputsOfHosts } from './sinks/network/reach';
export { guardNames } from './sinks/network/names';
export { followRedirect } from './sinks/network/follow-redirect';
export { argumentCalls } from './sinks/process/argument-calls';
export { statementsIn } from './sinks/aws-api/statements';
