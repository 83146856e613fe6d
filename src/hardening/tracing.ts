import { HardeningMeasure } from '../options';
import type { Measure } from './measure';

const ACTIVE = 'Active';

/** Active X-Ray tracing, so that a finding's request can be followed through the services it touched. */
export const tracing: Measure = {
  name: HardeningMeasure.TRACING,
  onRequest: 'tracing stays as it is on a plain function, since traces are billed',
  apply: (target, { ledger, statements }) => {
    if (target.properties.TracingConfig !== undefined) return ledger.kept(tracing.name, 'TracingConfig is set');
    // Lambda refuses active tracing at deployment unless the role may write traces.
    const { role } = target;
    if (role.kind === 'foreign' && role.followsTracing !== true) {
      return ledger.kept(tracing.name, `not set because ${role.reason}, which must allow xray:PutTraceSegments first`);
    }
    target.setTracing(ACTIVE);
    statements.add(
      { Sid: 'WriteTraces', Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
      { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'X-Ray actions have no resource type, so "*" is their only legal resource' },
    );
    return ledger.set(tracing.name, `TracingConfig ${ACTIVE}`);
  },
};
