import type { Rule } from './rule';
import { INJECTION } from './rules/sas-01-injection';
import { AUTHENTICATION } from './rules/sas-02-authentication';
import { DEPLOYMENT } from './rules/sas-03-deployment';
import { PRIVILEGES } from './rules/sas-04-privileges';
import { MONITORING } from './rules/sas-05-monitoring';
import { DEPENDENCIES } from './rules/sas-06-dependencies';
import { SECRETS } from './rules/sas-07-secrets';
import { DENIAL } from './rules/sas-08-denial';
import { FLOW } from './rules/sas-09-flow';
import { EXCEPTIONS } from './rules/sas-10-exceptions';
import { OBSOLETE } from './rules/sas-11-obsolete';
import { PERSISTENCE } from './rules/sas-12-persistence';

/** Every rule there is, by weakness. */
export const RULES: readonly Rule[] = [
  ...INJECTION,
  ...AUTHENTICATION,
  ...DEPLOYMENT,
  ...PRIVILEGES,
  ...MONITORING,
  ...DEPENDENCIES,
  ...SECRETS,
  ...DENIAL,
  ...FLOW,
  ...EXCEPTIONS,
  ...OBSOLETE,
  ...PERSISTENCE,
];
