import { property } from '../property';
import type { Resource } from '../template';
import { type Statement, statementsOf } from './statement';
import { valuesAt } from '../pointers';

/** Where the policy documents of a type stand that say what its holder may do. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['PolicyDocument'],
  'AWS::IAM::ManagedPolicy': ['PolicyDocument'],
  'AWS::IAM::RolePolicy': ['PolicyDocument'],
  'AWS::IAM::UserPolicy': ['PolicyDocument'],
  'AWS::IAM::GroupPolicy': ['PolicyDocument'],
  'AWS::IAM::Role': ['Policies', 'PolicyDocument'],
  'AWS::IAM::User': ['Policies', 'PolicyDocument'],
  'AWS::IAM::Group': ['Policies', 'PolicyDocument'],
  'AWS::Serverless::Function': ['Policies'],
  'AWS::Serverless::StateMachine': ['Policies'],
};

/** The types of resources that hold such documents, whoever holds them. */
export const IDENTITY_POLICY_TYPES = Object.keys(DOCUMENTS);

const read = new WeakMap<Resource, readonly Statement[]>();

/** The statements that a resource holds for whoever has it: a role's own, a policy's. */
export function identityPolicy(resource: Resource): readonly Statement[] {
  const known = read.get(resource);
  if (known !== undefined) return known;
  const path = DOCUMENTS[resource.type];
  const documents = path === undefined ? [] : valuesAt(property(resource), path);
  const statements = statementsOf(documents.filter(({ value }) => value.kind === 'map'), resource);
  read.set(resource, statements);
  return statements;
}
