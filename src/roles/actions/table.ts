import * as table from './action-table.json';

/** The generated table as it stands in the file; `actions.ts` reads it. */
export interface ActionTable {
  /** The day of the data, such as `2026-01-31`. */
  readonly date: string;
  readonly services: Readonly<Record<string, ServiceTable>>;
}

export interface ServiceTable {
  /** Condition keys, separated by blanks. */
  readonly keys: string;
  /** `name|arn|keys`: the keys as positions in `keys`, separated by commas. */
  readonly resources: readonly string[];
  /** `Name|level|resources|keys`: resources as positions in `resources`, with `*` where one is required. */
  readonly actions: readonly string[];
}

export const ACTION_TABLE: ActionTable = table;
