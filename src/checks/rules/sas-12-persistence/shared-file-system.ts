import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { valuesAt } from '../../../app-model/pointers';
import { items } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { display } from '../../../app-model/value';
import { type Finding, PASS, type Rule } from '../../rule';

const fn = (point: unknown) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', FileSystemConfigs: [{ Arn: point, LocalMountPath: '/mnt/files' }] } });
const POINT = { Type: 'AWS::EFS::AccessPoint', Properties: { FileSystemId: 'fs-1a2b3c4d', RootDirectory: { Path: '/orders' } } };
const ARN = { 'Fn::GetAtt': ['Point', 'Arn'] };

/** One finding for each access point: on the first function that mounts it. */
export const sharedFileSystem: Rule = {
  id: 'SAS12-SharedFileSystem',
  title: 'several functions keep their files in one place',
  weakness: 'SAS-12',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-668'],
  why: 'What one of them writes, an attacker\'s file among it, the others read and trust; what one leaves behind, the others give away.',
  fix: 'fileSystem.addAccessPoint(\'Invoices\', { path: \'/invoices\', posixUser: { uid: \'1002\', gid: \'1002\' } }); // one for each function',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Point: POINT, Orders: fn(ARN), Invoices: fn(ARN) } },
    findings: { Orders: ['SAS12-SharedFileSystem'] },
    fixed: { Resources: { Point: POINT, Other: POINT, Orders: fn(ARN), Invoices: fn({ 'Fn::GetAtt': ['Other', 'Arn'] }) } },
  },
  check: (resource, model) => model.index(firstSharers).get(resource) ?? PASS,
};

function firstSharers(model: AppModel): ReadonlyMap<Resource, readonly Finding[]> {
  const users = new Map<string, Resource[]>();
  for (const it of model.resourcesOf(...FUNCTION_TYPES)) {
    for (const { value } of valuesAt(items(functionProperty(it, 'FileSystemConfigs')), ['Arn'])) {
      if (value.kind === 'unknown' || value.kind === 'absent') continue;
      const point = value.kind === 'reference' ? value.resource.key : display(value);
      users.set(point, [...users.get(point) ?? [], it]);
    }
  }
  return new Map([...users.values()].flatMap(([first, ...others]) => first === undefined || others.length === 0
    ? []
    : [[first, [{ note: `with ${others.map(({ logicalId }) => logicalId).join(', ')}`, location: 'Properties/FileSystemConfigs' }]] as const]));
}
