import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetStaging } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { functionProperty } from '../../app-model/functions';
import type { Resource } from '../../app-model/template';
import { literalText } from '../../app-model/value';
import { pathBelow } from '../project-root';
import type { CodeFolder } from '../software/code-folder';

/** Where the code of a function comes from and what of it is uploaded, by the hash that its template names. */
export function codeFolders(constructs: readonly IConstruct[], root: string): (fn: Resource) => readonly CodeFolder[] {
  const sources = new Map<string, string>();
  for (const construct of constructs) {
    if (construct instanceof AssetStaging) sources.set(construct.assetHash, construct.sourcePath);
  }
  return fn => {
    const [hash] = functionProperty(fn, 'Code', 'S3Key').flatMap(({ value }) => /^[0-9a-f]{64}/.exec(literalText(value) ?? '') ?? []);
    if (hash === undefined) return [];
    const source = sources.get(hash);
    const staged = fn.template.file === undefined ? undefined : join(dirname(fn.template.file), `asset.${hash}`);
    return [
      ...(source !== undefined && isFolder(source) ? [{ path: source, shown: pathBelow(root, source) ?? `asset.${hash}` }] : []),
      ...(staged !== undefined && isFolder(staged) ? [{ path: staged, shown: `asset.${hash}` }] : []),
    ];
  };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
