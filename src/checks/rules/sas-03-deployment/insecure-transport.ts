import type { AppModel } from '../../../app-model/app-model';
import { covers } from '../../../app-model/iam/pattern';
import type { Principal, Statement } from '../../../app-model/iam/statement';
import { pointers } from '../../../app-model/pointers';
import { type PointerPath, targetsOf, valuesAt } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

/** A type that must refuse requests without TLS by a policy of its own. */
interface Transport extends Pick<Rule, 'id' | 'title' | 'severity' | 'fix'> {
  readonly type: string;
  /** What holds its policy, and by which property it names the resource. */
  readonly policies: readonly PointerPath[];
  /** Actions that a refusal must cover, one of them at least. */
  readonly actions: readonly string[];
  readonly example: { readonly policyType: string; readonly target: string; readonly list: boolean };
}

const TRANSPORTS: readonly Transport[] = [
  {
    id: 'SAS3-S3InsecureTransport',
    title: 'the bucket answers requests without TLS',
    severity: 'error',
    fix: 'new s3.Bucket(this, \'Uploads\', { enforceSSL: true });',
    type: 'AWS::S3::Bucket',
    policies: [['AWS::S3::BucketPolicy', 'Bucket']],
    actions: ['s3:*'],
    example: { policyType: 'AWS::S3::BucketPolicy', target: 'Bucket', list: false },
  },
  {
    id: 'SAS3-SqsInsecureTransport',
    title: 'the queue answers requests without TLS',
    severity: 'warning',
    fix: 'new sqs.Queue(this, \'Orders\', { enforceSSL: true });',
    type: 'AWS::SQS::Queue',
    policies: [['AWS::SQS::QueuePolicy', 'Queues'], ['AWS::SQS::QueueInlinePolicy', 'Queue']],
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    example: { policyType: 'AWS::SQS::QueuePolicy', target: 'Queues', list: true },
  },
  {
    id: 'SAS3-SnsInsecureTransport',
    title: 'the topic answers requests without TLS',
    severity: 'warning',
    fix: 'new sns.Topic(this, \'Orders\', { enforceSSL: true });',
    type: 'AWS::SNS::Topic',
    policies: [['AWS::SNS::TopicPolicy', 'Topics'], ['AWS::SNS::TopicInlinePolicy', 'TopicArn']],
    actions: ['sns:Publish'],
    example: { policyType: 'AWS::SNS::TopicPolicy', target: 'Topics', list: true },
  },
];

export const insecureTransportRules: readonly Rule[] = TRANSPORTS.map(transportRule);

function transportRule({ type, policies: pointed, actions, example: { policyType, target, list }, ...texts }: Transport): Rule {
  const resource = { Type: type, Properties: {} };
  const refusal = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  const policy = { Type: policyType, Properties: { [target]: list ? [{ Ref: 'It' }] : { Ref: 'It' }, PolicyDocument: { Statement: [refusal] } } };
  const policies = pointers(...pointed);
  const policyTypes = pointed.map(([policyOf]) => policyOf);
  const isHttp = ({ value }: Possibility) => literalText(value) === 'http';
  return {
    ...texts,
    weakness: 'SAS-3',
    tier: 'core',
    cwe: ['CWE-319'],
    why: 'Whoever sits between a client and AWS reads what is sent without TLS, changes it, and takes the signature that goes with it.',
    resourceTypes: [type, ...policyTypes, ...type === 'AWS::SNS::Topic' ? ['AWS::SNS::Subscription'] : []],
    example: { flagged: { Resources: { It: resource } }, findings: { It: [texts.id] }, fixed: { Resources: { It: resource, Policy: policy } } },
    check(it, model) {
      if (policyTypes.includes(it.type)) return isElsewhere(it, type, pointed, model) && !mayRefuse(it, actions) ? [{ note: 'by its policy' }] : PASS;
      if (it.type !== type) return property(it, 'Protocol').filter(isHttp).map(({ when }) => ({ detail: 'Http', severity: 'error', note: 'the subscription is delivered without TLS', when }));
      const index = model.index(policies);
      if (index.unresolved.length > 0) return PASS;
      return index.to(it).some(made => mayRefuse(made, actions)) ? PASS : [{}];
    },
  };
}

/** Whether the policy is of something that is not in the app: nothing else says what that answers. */
function isElsewhere(policy: Resource, type: string, pointed: readonly PointerPath[], model: AppModel): boolean {
  const path = pointed.find(([policyType]) => policyType === policy.type)?.slice(1) ?? [];
  return valuesAt(property(policy), path).every(({ value }) => targetsOf(value, model)?.every(target => target.type !== type) ?? true);
}

function mayRefuse(policy: Resource, actions: readonly string[]): boolean {
  return isUnknown(policy) || resourcePolicy(policy).some(statement => refusesPlainText(statement, actions));
}

/** A refusal of everybody who comes without TLS, or with an old one. */
function refusesPlainText(statement: Statement, actions: readonly string[]): boolean {
  if (statement.effect !== 'Deny') return false;
  if (!statement.principals.some(isEverybodyOrUnknown)) return false;
  if (!statement.actions.some(({ value }) => value.kind !== 'scalar' || actions.some(action => covers(String(value.value), action)))) return false;
  return !statement.conditionsKnown || statement.conditions.some(({ key, operator, values }) => {
    if (key === 's3:tlsversion') return /^numericlessthan/i.test(operator);
    return key === 'aws:securetransport' && /^bool/i.test(operator) && values.every(({ value }) => (literalText(value) ?? 'false').toLowerCase() === 'false');
  });
}

function isEverybodyOrUnknown({ value: { value } }: Principal): boolean {
  return value.kind !== 'scalar' || value.value === '*';
}

/** A policy whose statements the template does not tell may hold the refusal. */
function isUnknown(policy: Resource): boolean {
  const document = property(policy, 'PolicyDocument');
  const isKnown = (possibilities: readonly Possibility[]) => possibilities.every(({ value }) => value.kind === 'map' || value.kind === 'absent');
  const statements = items(at(document, 'Statement'));
  return !isKnown(document) || !isKnown(statements) || at(statements, 'Effect').some(({ value }) => value.kind === 'unknown');
}
