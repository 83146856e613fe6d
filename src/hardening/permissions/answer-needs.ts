import type { ConfigurationNeed } from '../../roles/configuration/configuration-need';
import type { Permission } from '../../roles/resolve/resolve';

/**
 * Grants that no call is allowed by and answers are different without: S3 says of an object that is not there that it is
 * not, only to whoever may list the bucket; everybody else is refused, and code tells the two apart.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function answerNeeds(permissions: readonly Permission[]): ReadonlyArray<Pick<ConfigurationNeed, 'actions' | 'target'>> {
  return permissions.filter(({ action }) => /^s3:GetObject/.test(action)).map(({ resource }) => {
    const [bucket] = resource === '*' ? [] : resource.flatMap(part => part.kind === 'reference' ? [part.resource] : []);
    return { actions: ['s3:ListBucket'], target: bucket };
  });
}
