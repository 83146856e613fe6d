import type { IConstruct } from 'constructs';
import { ChecksFailOn } from './checks-options';
import { ServerlessTop10Checks } from './serverless-top10-checks';

/** What `ServerlessGuard.protect()` registers: it fails no build that nobody asked to judge, and yields to every pack that was chosen. */
export class DefaultChecks extends ServerlessTop10Checks {
  public constructor(scope: IConstruct) {
    super(scope, { failOn: ChecksFailOn.NEVER });
  }

  /** @internal */
  public override _isDefault(): boolean {
    return true;
  }
}
