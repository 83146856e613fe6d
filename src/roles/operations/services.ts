import { serviceId, SERVICE_NAMES, serviceNamed, type Service } from './table';

/** What version 2 of the SDK for JavaScript calls a service, where that is not its id without blanks. */
const VERSION_2_NAMES: Readonly<Record<string, string>> = {
  StepFunctions: 'stepfunctions',
  CognitoIdentityServiceProvider: 'cognito-idp',
  CloudWatchEvents: 'events',
  IotData: 'iot-data',
  RDSDataService: 'rds-data',
  TranscribeService: 'transcribe',
  LexRuntime: 'lex-runtime',
  DMS: 'dms',
  ELB: 'elb',
  ELBv2: 'elbv2',
  ES: 'es',
  ForecastService: 'forecast',
  ForecastQueryService: 'forecastquery',
  LexModelBuildingService: 'lex-models',
  MarketplaceEntitlementService: 'marketplace-entitlement',
  ServerlessApplicationRepository: 'serverlessrepo',
  CUR: 'cur',
  Discovery: 'discovery',
  ApplicationAutoScaling: 'application-autoscaling',
};

/** The service of `@aws-sdk/client-NAME`. */
export function serviceOfPackage(name: string): Service | undefined {
  return serviceOfKey(name.replaceAll('-', ''));
}

/** The service of a class of version 2 of the SDK for JavaScript (`AWS.StepFunctions`), or of its file in `aws-sdk/clients`. */
export function serviceOfVersion2(name: string): Service | undefined {
  const key = name.toLowerCase();
  return serviceNamed(renamed().get(key) ?? '') ?? serviceOfKey(key);
}

/** The service of a client class of version 3: `SFNClient`. */
export function serviceOfClientClass(name: string): Service | undefined {
  return name.endsWith('Client') ? serviceOfKey(name.slice(0, -'Client'.length).toLowerCase()) : undefined;
}

function serviceOfKey(key: string): Service | undefined {
  return serviceNamed(keys().get(key) ?? '');
}

let byKey: ReadonlyMap<string, string> | undefined;
let byVersion2: ReadonlyMap<string, string> | undefined;

/** Service ids in lower case without blanks and hyphens, which is how the SDKs' names differ. */
function keys(): ReadonlyMap<string, string> {
  byKey ??= new Map(SERVICE_NAMES.map(name => [serviceId(name).toLowerCase().replace(/[ -]/g, ''), name] as const));
  return byKey;
}

function renamed(): ReadonlyMap<string, string> {
  byVersion2 ??= new Map(Object.entries(VERSION_2_NAMES).map(([name, service]) => [name.toLowerCase(), service] as const));
  return byVersion2;
}
