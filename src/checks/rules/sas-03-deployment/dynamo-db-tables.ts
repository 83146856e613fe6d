import { at, items, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isNotOn } from '../../settings';

/** A switch of a table; a global table says it for each replica. */
interface TableSwitch extends Pick<Rule, 'id' | 'title' | 'tier' | 'why' | 'fix'> {
  readonly path: readonly string[];
  readonly set: (value: boolean) => object;
}

const KEY = 'partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING }';

const SWITCHES: readonly TableSwitch[] = [
  {
    id: 'SAS3-DynamoDbPitrOff',
    title: 'the table cannot be brought back to a moment before an attack',
    tier: 'core',
    why: 'What an injected or over-privileged function deletes or overwrites is gone; continuous backups bring back any second of the last weeks.',
    fix: `new dynamodb.TableV2(this, 'Orders', { ${KEY}, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } });`,
    path: ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'],
    set: value => ({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: value } }),
  },
  {
    id: 'SAS3-DynamoDbDeletionUnprotected',
    title: 'one call, or one deployment, deletes the table',
    tier: 'strict',
    why: 'An over-privileged function or a stolen credential deletes all data with one call, and a deployment that changes the key replaces the table with an empty one.',
    fix: `new dynamodb.TableV2(this, 'Orders', { ${KEY}, deletionProtection: true });`,
    path: ['DeletionProtectionEnabled'],
    set: value => ({ DeletionProtectionEnabled: value }),
  },
];

export const dynamoDbTableRules: readonly Rule[] = SWITCHES.map(({ path, set, ...texts }): Rule => {
  const table = (value: boolean) => ({ Orders: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', ...set(value) } } });
  return {
    ...texts,
    weakness: 'SAS-3',
    severity: 'warning',
    cwe: ['CWE-693'],
    resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
    example: { flagged: { Resources: table(false) }, findings: { Orders: [texts.id] }, fixed: { Resources: table(true) } },
    check(resource) {
      const isGlobal = resource.type === 'AWS::DynamoDB::GlobalTable';
      const owners = isGlobal ? items(property(resource, 'Replicas')) : property(resource);
      return at(owners, ...path).filter(isNotOn).map(({ when }) => ({ when, location: `Properties/${isGlobal ? 'Replicas' : path.join('/')}` }));
    },
  };
});
