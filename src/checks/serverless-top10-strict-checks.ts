import { ChecksTier } from './checks-options';
import { ServerlessTop10Checks } from './serverless-top10-checks';

/**
 * `ServerlessTop10Checks` with the strict rules: for apps that are regulated, exposed or about to be audited.
 *
 * @example
 * Validations.of(app).addPlugins(new ServerlessTop10StrictChecks(app));
 */
export class ServerlessTop10StrictChecks extends ServerlessTop10Checks {
  /** @internal */
  protected override _defaultTier(): ChecksTier {
    return ChecksTier.STRICT;
  }
}
