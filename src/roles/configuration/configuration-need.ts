import type { Resource } from '../../app-model/template';

/** What a function's role is used for by others than its code: by Lambda itself, and by what runs beside the code. */
export interface ConfigurationNeed {
  /** IAM's patterns. */
  readonly actions: readonly string[];
  /**
   * The resource of the app that it is about.
   *
   * @default - any: there is none to name, or the template does not tell
   */
  readonly target?: Resource;
  readonly why: string;
}
