import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';

const schedules = pointers(['AWS::SecretsManager::RotationSchedule', 'SecretId']);
const attachments = pointers(['AWS::SecretsManager::SecretTargetAttachment', 'SecretId']);

const SECRET = { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } };

/** A secret that another service manages is rotated by it. */
export const secretRotationMissing: Rule = {
  id: 'SAS7-SecretRotationMissing',
  title: 'the secret is never changed',
  weakness: 'SAS-7',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-324'],
  why: 'Whoever took it once, from a log, a dump or a former colleague\'s notes, has it for good.',
  fix: 'secret.addRotationSchedule(\'Rotation\', { hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser() });',
  resourceTypes: ['AWS::SecretsManager::Secret'],
  example: {
    flagged: { Resources: { Database: SECRET } },
    findings: { Database: ['SAS7-SecretRotationMissing'] },
    fixed: { Resources: { Database: SECRET, Rotation: { Type: 'AWS::SecretsManager::RotationSchedule', Properties: { SecretId: { Ref: 'Database' } } } } },
  },
  check(resource, model) {
    const rotated = model.index(schedules);
    const attached = model.index(attachments).to(resource).some(attachment => rotated.to(attachment).length > 0);
    return attached || mayBePointedAt(resource, rotated) ? PASS : [{}];
  },
};
