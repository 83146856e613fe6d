/** What tells an operation of an AWS API. */
export interface ServiceRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly header: (name: string) => string | undefined;
}

/** Targets of the services whose requests hold texts to be executed; `operations.ts` has what of them is read. */
const SERVICES = /^(?:DynamoDB|AmazonAthena|RedshiftData|Timestream|Logs)(?=[_.])/;
const VERSION = /_\d{8}(?=\.)/;
const S3_SELECT = /[?&]select(?:=)?(?:&|$)/;

const RDS_DATA_PATHS: ReadonlyMap<string, string> = new Map([
  ['/Execute', 'RDSData.ExecuteStatement'],
  ['/BatchExecute', 'RDSData.BatchExecuteStatement'],
  ['/ExecuteSql', 'RDSData.ExecuteSql'],
]);

/**
 * The operation that a request calls, by the name in `operations.ts`; undefined for requests that hold no text to execute.
 *
 * By headers, not by host: endpoints in a VPC and those of emulators have names of their own.
 */
export function recognise({ method, path, header }: ServiceRequest): string | undefined {
  if (method !== 'POST') return undefined;
  const target = header('x-amz-target');
  if (target !== undefined) return SERVICES.test(target) ? target.replace(VERSION, '') : undefined;
  const rdsData = RDS_DATA_PATHS.get(path);
  if (rdsData !== undefined) return isSignedFor('rds-data', header) ? rdsData : undefined;
  return S3_SELECT.test(path) && isSignedFor('s3', header) ? 'S3.SelectObjectContent' : undefined;
}

/** Signature Version 4 names the service: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
function isSignedFor(service: string, header: ServiceRequest['header']): boolean {
  return header('authorization')?.includes(`/${service}/aws4_request`) ?? false;
}
