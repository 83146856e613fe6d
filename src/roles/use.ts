import type { Text } from './text';

/**
 * What the analysers of all languages report. A use is one operation of AWS that code calls, on one resource: an
 * operation with two resources, or with two tables to choose from, is two uses.
 */
export interface Use {
  /** The service by its name in boto3: `dynamodb`, `stepfunctions`. */
  readonly service: string;
  /** As AWS writes it: `GetItem`. */
  readonly operation: string;
  /** The IAM actions that the operation needs on the resource. */
  readonly actions: readonly string[];
  readonly resource: UsedResource;
  /** The text of the object, index or stream inside of the resource, where the code tells it. */
  readonly part?: Text;
  readonly file: string;
  /** From one. */
  readonly line: number;
  readonly confidence: Confidence;
}

/** `certain`: client and operation were followed. `likely`: the call was told by its name and parameters alone. */
export type Confidence = 'certain' | 'likely';

export type UsedResource =
  /** The parameter's text holds an environment variable and literals. */
  | { readonly kind: 'env'; readonly name: string; readonly parameter: string; readonly text: Text }
  | { readonly kind: 'literal'; readonly parameter: string; readonly text: Text }
  /** It came with the event, at the path. */
  | { readonly kind: 'event'; readonly path: string; readonly parameter: string; readonly text: Text }
  /** There is one, and the code does not tell which. */
  | { readonly kind: 'dynamic'; readonly parameter?: string }
  /** The actions take no resource, so that `*` is all one can write. */
  | { readonly kind: 'none' };

/** Why something could not be followed. What is noted makes an analysis incomplete: it proves no excess. */
export type NoteKind =
  /** The file does not parse, is binary, or its language has no compiler here. */
  | 'not-analysable'
  /** The budget of nodes or time ran out. */
  | 'budget'
  /** An operation that no action is known for. */
  | 'unknown-operation'
  /** A client is made, and no call of it was found. */
  | 'client-without-calls'
  /** A client goes to code that is not followed. */
  | 'client-escapes'
  /** The operation's name, or the command sent, is computed. */
  | 'computed-call'
  /** The parameters of an operation that decide about its actions are not known. */
  | 'unknown-parameters'
  /** A library that calls AWS by itself. */
  | 'library'
  /** A module that is loaded by a computed name, or that is not there. */
  | 'unresolved-import'
  /** Code that is made of text. */
  | 'code-from-text';

export interface Note {
  readonly kind: NoteKind;
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  /** The service it is about, by its name in boto3, where that is known. */
  readonly service?: string;
}

/** What the code of one function does, and what of it is not known. */
export interface Analysis {
  readonly uses: readonly Use[];
  readonly notes: readonly Note[];
  /** The files that were read, the entry first. */
  readonly files: readonly string[];
  /**
   * Packages that it imports and that were not read.
   *
   * @default - none
   */
  readonly packages?: readonly ImportedPackage[];
}

/** A package that code imports by its name. */
export interface ImportedPackage {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}
