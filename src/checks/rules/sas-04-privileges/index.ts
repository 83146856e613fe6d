import { crossAccountAssume } from './cross-account-assume';
import { dataPlaneWildcard } from './data-plane-wildcard';
import { guardTamper } from './guard-tamper';
import { inlineUserPolicies } from './inline-user-policies';
import { adminPolicy, awsManagedPolicy } from './managed-policies';
import { missingPermission } from './missing-permission';
import { notActionOrResource } from './not-action-or-resource';
import { orchestratorRoleBroad } from './orchestrator-role-broad';
import { passRoleUnscoped } from './pass-role-unscoped';
import { permissionsBoundaryMissing } from './permissions-boundary-missing';
import { privilegeEscalation } from './privilege-escalation';
import { roleTrustBroad } from './role-trust-broad';
import { sharedRole } from './shared-role';
import { unprovenPermission } from './unproven-permission';
import { unusedPermission } from './unused-permission';
import { unverifiableRole } from './unverifiable-role';
import { wildcardAction } from './wildcard-action';
import { wildcardActionPrefix } from './wildcard-action-prefix';
import { wildcardResource } from './wildcard-resource';
import type { Rule } from '../../rule';

/** SAS-4: Over-privileged functions. */
export const PRIVILEGES: readonly Rule[] = [
  wildcardAction,
  wildcardActionPrefix,
  wildcardResource,
  dataPlaneWildcard,
  adminPolicy,
  awsManagedPolicy,
  sharedRole,
  roleTrustBroad,
  privilegeEscalation,
  passRoleUnscoped,
  notActionOrResource,
  guardTamper,
  unusedPermission,
  missingPermission,
  unprovenPermission,
  crossAccountAssume,
  unverifiableRole,
  orchestratorRoleBroad,
  inlineUserPolicies,
  permissionsBoundaryMissing,
];
