import { CfnElement, CfnResource, Reference, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { onceAStage } from '../../targets/once-a-stage';
import { hasOverride } from '../../targets/own-values';
import { live, mostItems } from '../../targets/render';

const DEFAULT_POLICY = 'DefaultPolicy';

/** A statement as the grants of CDK wrote it, with tokens where it refers to something. */
export interface GrantedStatement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/**
 * What CDK's grants wrote into the policy of a role, as it stood before the guard's measures.
 *
 * What they add until synthesis, and what others add later, is not in it and stays.
 */
export class Grants {
  /** The grants of a role; empty where it has none. */
  public static of(role: iam.Role): Grants {
    const policy = role.node.tryFindChild(DEFAULT_POLICY);
    return new Grants(role, policy instanceof iam.Policy ? policy : undefined);
  }

  private readonly granted: readonly iam.PolicyStatement[];

  private constructor(private readonly role: iam.Role, private readonly policy: iam.Policy | undefined) {
    this.granted = [...statementsIn(policy) ?? []];
  }

  public get statements(): readonly GrantedStatement[] {
    return this.granted.map(statement => statement.toStatementJson() as GrantedStatement);
  }

  private get references(): readonly Reference[] {
    return this.holder === undefined ? [] : referencesIn(live(this.statements, this.holder));
  }

  /** The resource of the policy, in which tokens of its statements are read. */
  public get holder(): CfnResource | undefined {
    const resource = this.policy?.node.defaultChild;
    return CfnResource.isCfnResource(resource) ? resource : undefined;
  }

  /** Why the grants cannot be taken out of their policy, in words; `undefined` where they can. */
  public get obstacle(): string | undefined {
    const { policy, holder } = this;
    if (policy === undefined) return undefined;
    if (statementsIn(policy) === undefined || !(holder instanceof iam.CfnPolicy)) return 'its DefaultPolicy is not as CDK makes it';
    if (hasOverride(holder, 'PolicyDocument') || hasOverride(holder, 'Roles')) return 'its DefaultPolicy is overridden';
    if (mostItems(holder.roles, holder) !== 1 || mostItems(holder.users, holder) !== 0) return 'its DefaultPolicy serves others too';
    const away = this.references.find(({ target }) => Stack.of(target).environment !== Stack.of(holder).environment);
    // CDK's exports across regions cannot be taken back while another stack reads them.
    if (away !== undefined) return `a grant refers to ${away.target.node.path} in another account or region`;
    if (isNamed(policy) || dependents(holder).has(holder)) return 'something else depends on its DefaultPolicy';
    return undefined;
  }

  /**
   * Takes them out of their policy, and the policy away where nothing is left in it: whoever adds to the role later makes a
   * new one.
   *
   * CDK has no way to take a statement back; the list is the document's own.
   */
  public remove(): void {
    const statements = statementsIn(this.policy);
    if (statements === undefined) return;
    this.references.forEach(reference => keepExport(reference, this.role));
    const others = statements.filter(statement => !this.granted.includes(statement));
    statements.splice(0, statements.length, ...others);
    const holder = this.role as unknown as { defaultPolicy?: iam.Policy };
    if (others.length > 0 || holder.defaultPolicy !== this.policy) return;
    this.role.node.tryRemoveChild(DEFAULT_POLICY);
    holder.defaultPolicy = undefined;
  }
}

/** CloudFormation deletes no export that another stack imports, and stacks are deployed one after the other. */
function keepExport(reference: Reference, importer: IConstruct): void {
  const [from, to] = [Stack.of(reference.target), Stack.of(importer)];
  if (from === to || from.nested || to.nested || !CfnElement.isCfnElement(reference.target)) return;
  // Newer versions of CDK can read another stack's outputs without an export.
  if (from.node.tryGetContext('@aws-cdk/core:defaultCrossStackReferences') === 'weak') return;
  from.exportValue(reference.toString());
}

function referencesIn(value: unknown): readonly Reference[] {
  if (Reference.isReference(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

function statementsIn(policy: iam.Policy | undefined): iam.PolicyStatement[] | undefined {
  const { statements } = (policy?.document ?? {}) as unknown as { readonly statements?: iam.PolicyStatement[] };
  return Array.isArray(statements) ? statements : undefined;
}

/** Whether something refers to it by its name, so that CDK makes it though it is empty. */
function isNamed(policy: iam.Policy): boolean {
  return (policy as unknown as { readonly referenceTaken?: boolean }).referenceTaken === true;
}

/** What resources were told to wait for; what constructs wait for is looked up when the app is prepared. */
const dependents = onceAStage((stage: IConstruct): ReadonlySet<unknown> => new Set(
  stage.node.findAll().flatMap(node => (CfnResource.isCfnResource(node) ? node.obtainDependencies() : [])),
));

/** Whether a role can be assumed by nobody but Lambda, so that only the function uses what it allows. */
export function servesLambdaAlone(role: iam.CfnRole): boolean {
  const { Statement } = (live(documentOf(role.assumeRolePolicyDocument), role) ?? {}) as { readonly Statement?: unknown };
  const statements = [Statement].flat();
  return statements.every(statement => isLambda((statement as { readonly Principal?: unknown } | undefined)?.Principal, Stack.of(role)));
}

/** Resolving a document freezes its statements. */
function documentOf(document: unknown): unknown {
  return document instanceof iam.PolicyDocument ? document.toJSON() : document;
}

function isLambda(principal: unknown, stack: Stack): boolean {
  const names = Object.entries((stack.resolve(principal) ?? {}) as object);
  return names.length === 1 && names.every(([type, value]) => type === 'Service' && [value].flat().every(service => service === 'lambda.amazonaws.com'));
}
