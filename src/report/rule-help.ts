const DOCUMENT = 'https://github.com/cdk-serverless-guard/cdk-serverless-guard/blob/main/docs';

/** Every rule with its reason, its fix and an example. */
export const RULES_DOCUMENT = `${DOCUMENT}/rules.md`;

/** Where a rule is explained. */
export function ruleHelp(id: string): string {
  return `${RULES_DOCUMENT}#${id.toLowerCase()}`;
}
