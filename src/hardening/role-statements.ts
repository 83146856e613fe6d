import type { PolicyArn } from './own-arn';

/** One statement of an IAM policy, as CloudFormation takes it. */
export interface RoleStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: PolicyArn | readonly PolicyArn[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, PolicyArn>>>>;
}

/** An AwsSolutions finding that a statement cannot avoid. */
export interface UnavoidableFinding {
  /** The id as cdk-nag prints it. */
  readonly id: string;
  readonly reason: string;
}

/** Statements that measures of one function need, in the order they asked. */
export class RoleStatements {
  private readonly wanted: RoleStatement[] = [];
  private readonly unavoidable: UnavoidableFinding[] = [];

  public add(statement: RoleStatement, unavoidable?: UnavoidableFinding): void {
    this.wanted.push(statement);
    if (unavoidable !== undefined) this.acknowledge(unavoidable);
  }

  /** A finding that stands on whatever policy the statements are written into. */
  public acknowledge(finding: UnavoidableFinding): void {
    this.unavoidable.push(finding);
  }

  public get all(): readonly RoleStatement[] {
    return this.wanted;
  }

  public get findings(): readonly UnavoidableFinding[] {
    return this.unavoidable;
  }
}
