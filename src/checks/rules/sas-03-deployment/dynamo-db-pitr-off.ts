import { at, items, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isNotOn } from '../../settings';

const table = (recovery: boolean) => ({
  Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery } },
});

/** A global table says it for each replica. */

export const dynamoDbPitrOff: Rule = {
  id: 'SAS3-DynamoDbPitrOff',
  title: 'the table cannot be brought back to a moment before an attack',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'What an injected or over-privileged function deletes or overwrites is gone; continuous backups bring back any second of the last weeks.',
  fix: 'new dynamodb.TableV2(this, \'Orders\', { partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } });',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  example: {
    flagged: { Resources: { Orders: table(false) } },
    findings: { Orders: ['SAS3-DynamoDbPitrOff'] },
    fixed: { Resources: { Orders: table(true) } },
  },
  check(resource) {
    const owners = resource.type === 'AWS::DynamoDB::GlobalTable' ? items(property(resource, 'Replicas')) : property(resource);
    return at(owners, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled').filter(isNotOn).map(({ when }) => ({ when }));
  },
};
