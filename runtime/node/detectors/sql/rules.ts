/** The dialects whose lexical rules are known. */
export type SqlDialect = 'postgres' | 'mysql' | 'sqlite' | 'mssql' | 'generic';

/** How a server cuts a statement into tokens, where servers differ. */
export interface LexicalRules {
  /** `\'` is a quote inside ordinary strings. */
  readonly backslashEscapes: boolean;
  /** `E'…'` strings take backslash escapes. */
  readonly escapeStrings: boolean;
  /** `$tag$…$tag$`. */
  readonly dollarQuotes: boolean;
  /** Backticks quote names. */
  readonly backticks: boolean;
  /** `[…]` quotes names. */
  readonly brackets: boolean;
  /** Block comments nest. */
  readonly nestedComments: boolean;
  /** `#` starts a comment. */
  readonly hashComments: boolean;
  /** `--` starts a comment only before whitespace or the end. */
  readonly spacedDashes: boolean;
  /** A comment that begins with `/*!` or `/*M!` is executed. */
  readonly executableComments: boolean;
}

const STANDARD: LexicalRules = {
  backslashEscapes: false,
  escapeStrings: false,
  dollarQuotes: false,
  backticks: false,
  brackets: false,
  nestedComments: false,
  hashComments: false,
  spacedDashes: false,
  executableComments: false,
};

/**
 * Sources: PostgreSQL 17 manual 4.1 "Lexical Structure"; MySQL 8.4 manual 11.1.1 "String Literals" and 11.7 "Comments";
 * SQLite "SQL Keywords" and "SQL Comment Syntax"; Transact-SQL "Database Identifiers" and "Slash Star (Block Comment)".
 */
export const LEXICAL_RULES: Readonly<Record<SqlDialect, LexicalRules>> = {
  postgres: { ...STANDARD, escapeStrings: true, dollarQuotes: true, nestedComments: true },
  mysql: { ...STANDARD, backslashEscapes: true, backticks: true, hashComments: true, spacedDashes: true, executableComments: true },
  sqlite: { ...STANDARD, backticks: true, brackets: true },
  mssql: { ...STANDARD, brackets: true, nestedComments: true },
  generic: { ...STANDARD, backticks: true },
};
