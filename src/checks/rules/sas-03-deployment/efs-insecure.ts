import { FUNCTION_TYPES } from '../../../app-model/functions';
import { valuesAt } from '../../../app-model/pointers';
import { property, items } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import type { Possibility } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';
import { isAbsent, isNotOn, isOneOf, read } from '../../settings';

const fileSystem = (encrypted: boolean) => ({ Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: encrypted } });
const accessPoint = (uid: string, path: string) => ({
  Type: 'AWS::EFS::AccessPoint', Properties: { FileSystemId: { Ref: 'Files' }, PosixUser: { Uid: uid, Gid: uid }, RootDirectory: { Path: path } },
});
const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', FileSystemConfigs: [{ Arn: { 'Fn::GetAtt': ['Point', 'Arn'] }, LocalMountPath: '/mnt/files' }] } };

/** Judged where a function mounts it: on the function, since that is where it meets an attacker's input. */
export const efsInsecure: Rule = {
  id: 'SAS3-EfsInsecure',
  title: 'the function mounts a file system that is unencrypted, or as root',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-311', 'CWE-732'],
  why: 'As root, or from the root directory, one path traversal reads and writes the files of everybody who uses the file system.',
  fix: 'fileSystem.addAccessPoint(\'Orders\', { path: \'/orders\', posixUser: { uid: \'1001\', gid: \'1001\' }, createAcl: { ownerUid: \'1001\', ownerGid: \'1001\', permissions: \'750\' } });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Files: fileSystem(false), Point: accessPoint('0', '/'), Orders: FN } },
    findings: { Orders: ['SAS3-EfsInsecure[Unencrypted]', 'SAS3-EfsInsecure[Root]', 'SAS3-EfsInsecure[RootDirectory]'] },
    fixed: { Resources: { Files: fileSystem(true), Point: accessPoint('1001', '/orders'), Orders: FN } },
  },
  check: fn => valuesAt(items(read(fn, ['FileSystemConfigs'])), ['Arn']).flatMap(({ value }) => value.kind === 'reference' && value.resource.type === 'AWS::EFS::AccessPoint'
    ? judgePoint(value.resource)
    : []),
};

function judgePoint(point: Resource): readonly Finding[] {
  const location = 'Properties/FileSystemConfigs';
  const found = (detail: string, possibilities: readonly Possibility[]) => possibilities.slice(0, 1).map(({ when }) => ({ detail, when, location }));
  const systems = property(point, 'FileSystemId').flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
  return [
    ...found('Unencrypted', systems.flatMap(system => property(system, 'Encrypted').filter(isNotOn))),
    ...found('Root', property(point, 'PosixUser', 'Uid').filter(isOneOf('0'))),
    ...found('RootDirectory', property(point, 'RootDirectory', 'Path').filter(path => isAbsent(path) || isOneOf('/')(path))),
  ];
}
