import type { ArnText } from '../resolve/arn';

/** One statement of what code needs, in the words of the app model. */
export interface CompiledStatement {
  /** Sorted, each once. */
  readonly actions: readonly string[];
  /** Sorted, each once; `*` only alone, and only for actions that take no resource. */
  readonly resources: ReadonlyArray<ArnText | '*'>;
  readonly condition?: CompiledCondition;
}

/** `StringEquals` on one key: `kms:ViaService`, `iam:PassedToService`. */
export interface CompiledCondition {
  readonly key: string;
  readonly value: ArnText;
}
