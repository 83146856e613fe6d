import type { IConstruct } from 'constructs';

/** A permission that the app declares, since the code does not tell it. */
export interface DeclaredPermission {
  /** An action, or IAM's pattern of some: `dynamodb:GetItem`. */
  readonly action: string;
  /** Its ARN, which may hold tokens; `*` where the action takes no resource. */
  readonly resource: string;
}

/** What is declared about the permissions of one function. */
export interface Declarations {
  readonly permissions: readonly DeclaredPermission[];
  /** Why nothing else is needed than what is found and declared; none where nobody says so. */
  readonly complete?: string;
}

const NONE: Declarations = { permissions: [] };
const DECLARED = new WeakMap<IConstruct, Declarations>();

/** What is declared about a function: on its construct, or on its resource. */
export function declarationsOf(fn: IConstruct): Declarations {
  const [own, other] = [DECLARED.get(fn) ?? NONE, fn.node.defaultChild === undefined ? NONE : DECLARED.get(fn.node.defaultChild) ?? NONE];
  return { permissions: [...own.permissions, ...other.permissions], complete: own.complete ?? other.complete };
}

/** Declares a permission, once however often it is declared. */
export function addDeclaration(fn: IConstruct, declared: DeclaredPermission): void {
  const known = DECLARED.get(fn) ?? NONE;
  if (known.permissions.some(({ action, resource }) => action === declared.action && resource === declared.resource)) return;
  DECLARED.set(fn, { ...known, permissions: [...known.permissions, declared] });
}

/** Declares that a function needs nothing else. */
export function addCompleteness(fn: IConstruct, reason: string): void {
  DECLARED.set(fn, { ...DECLARED.get(fn) ?? NONE, complete: reason });
}
