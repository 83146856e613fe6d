import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { judgement, type Judgement } from './judge';
import type { RuleParameters } from './parameters';
import type { Rule } from './rule';
import { AppModel } from '../app-model/app-model';
import { readConstructTree } from '../app-model/read-construct-tree';

/**
 * The rendered templates of an app with what was judged of them: the reports and the packs ask for the same, one after the
 * other, in one synthesis.
 */
export class RenderedApp {
  /** Reads the templates, unless they are the files that were read before. */
  public static of(root: IConstruct): RenderedApp {
    const stamp = stampOf(root);
    const known = READ.get(root);
    if (known !== undefined && stamp !== undefined && known.stamp === stamp) return known.app;
    const app = new RenderedApp(AppModel.of(readConstructTree(root)));
    READ.set(root, { app, stamp });
    return app;
  }

  private readonly judged = new Map<string, Judgement>();

  private constructor(public readonly model: AppModel) {}

  /** Runs the rules, unless the same ones were run with the same parameters before. */
  public judge(rules: readonly Rule[], parameters: RuleParameters): Judgement {
    const key = JSON.stringify([rules.map(({ id }) => id), parameters]);
    const made = this.judged.get(key) ?? judgement(rules, this.model, parameters);
    this.judged.set(key, made);
    return made;
  }
}

const READ = new WeakMap<IConstruct, { readonly app: RenderedApp; readonly stamp: string | undefined }>();

/** Tells whether any template was written since; `undefined` where one is not there. */
function stampOf(root: IConstruct): string | undefined {
  try {
    return root.node.findAll().filter(Stack.isStack).map(stack => {
      const { mtimeMs, size } = statSync(join(Stage.of(stack)?.outdir ?? '', stack.templateFile));
      return [stack.node.path, mtimeMs, size].join('\n');
    }).join('\n\n');
  } catch {
    return undefined;
  }
}
