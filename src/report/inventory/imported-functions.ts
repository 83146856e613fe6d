import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { asObject } from '../../app-model/json';
import { readLedger } from '../../app-model/ledger';
import { LEDGER_METADATA_KEY, type LedgerEntry } from '../../contract/ledger';

/** A function of another app that this one refers to: no template holds it. */
export interface ImportedFunction {
  readonly constructPath: string;
  readonly ledger: readonly LedgerEntry[];
}

/** The constructs whose ledger stands in their own metadata, since they have no resource. */
export function importedFunctions(root: IConstruct): readonly ImportedFunction[] {
  return root.node.findAll().flatMap(construct => {
    if (CfnResource.isCfnResource(construct)) return [];
    const written = construct.node.metadata.find(({ type }) => type === LEDGER_METADATA_KEY);
    return written === undefined ? [] : [{ constructPath: construct.node.path, ledger: readLedger(asObject(written.data)) }];
  });
}
