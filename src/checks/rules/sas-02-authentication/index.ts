import { albLambdaNoAuth } from './alb-lambda-no-auth';
import { apiResourcePolicyOpen } from './api-resource-policy-open';
import { appSyncApiKeyAuth } from './app-sync-api-key-auth';
import { authorizerCacheUnsafe } from './authorizer-cache-unsafe';
import { cognitoClientWeakFlows } from './cognito-client-weak-flows';
import { cognitoGuestAccess } from './cognito-guest-access';
import { cognitoWeakPassword } from './cognito-weak-password';
import { defaultEndpointBypass } from './default-endpoint-bypass';
import { httpRouteNoAuth } from './http-route-no-auth';
import { iotPolicyWildcard } from './iot-policy-wildcard';
import { jwtAuthorizerLoose } from './jwt-authorizer-loose';
import { latticeNoAuth } from './lattice-no-auth';
import { openApiOperationNoAuth } from './open-api-operation-no-auth';
import { permissionActionBroad } from './permission-action-broad';
import { permissionConfusedDeputy } from './permission-confused-deputy';
import { permissionForeignAccount } from './permission-foreign-account';
import { permissionPublic } from './permission-public';
import { permissionSourceArnBroad } from './permission-source-arn-broad';
import { publicTriggerPolicyRules } from './public-trigger-policies';
import { restMethodNoAuth } from './rest-method-no-auth';
import { authenticationSettings } from './settings';
import { triggerPolicyConfusedDeputy } from './trigger-policy-confused-deputy';
import type { Rule } from '../../rule';

/** SAS-2: Broken authentication. */
export const AUTHENTICATION: readonly Rule[] = [
  ...authenticationSettings,
  restMethodNoAuth,
  httpRouteNoAuth,
  openApiOperationNoAuth,
  appSyncApiKeyAuth,
  albLambdaNoAuth,
  latticeNoAuth,
  cognitoGuestAccess,
  cognitoWeakPassword,
  cognitoClientWeakFlows,
  jwtAuthorizerLoose,
  authorizerCacheUnsafe,
  permissionPublic,
  permissionConfusedDeputy,
  permissionForeignAccount,
  permissionActionBroad,
  permissionSourceArnBroad,
  ...publicTriggerPolicyRules,
  triggerPolicyConfusedDeputy,
  apiResourcePolicyOpen,
  defaultEndpointBypass,
  iotPolicyWildcard,
];
