import { App } from 'aws-cdk-lib';
import type { AppProps } from 'aws-cdk-lib';

/** An app as its author wrote it, without the guard. */
export interface AppCase {
  readonly build: (app: App) => void;
  readonly props?: AppProps;
  /** What the author's `bin/` file does at its end; `app.synth()` unless given. */
  readonly finish?: (app: App) => void;
}

/** Apps by what they are about; most are nothing but their stacks. */
export type AppCases = Readonly<Record<string, AppCase | ((app: App) => void)>>;

export function appCase(entry: AppCases[string]): AppCase {
  return typeof entry === 'function' ? { build: entry } : entry;
}
