/** What the function keeps to itself, by which leaks are recognised. */
export interface OwnSecrets {
  /** Where the function's code is, without a final slash. */
  readonly taskRoot: string;
  /** Values of environment variables. */
  readonly secrets: readonly string[];
}

/** Credentials of Lambda's own, and variables whose names say that their value is a secret. */
const SECRET_NAME = /^AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)$|(?:PASSWORD|PASSWD|SECRET|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY|AUTH_?TOKEN)/i;
/** A publishable key is meant to be seen; names of secrets and places where they are kept are none. */
const NO_SECRET = /PUBLIC|PUBLISHABLE|SITE_?KEY|_(?:ARN|ID|NAME|URL|URI|PATH|PREFIX|REGION|TABLE|BUCKET|HEADER|TTL|LENGTH)$/i;
const SHORTEST_SECRET = 8;

/** Reads what must not leave the function; credentials stay the same as long as the process runs. */
export function readOwnSecrets(env: NodeJS.ProcessEnv): OwnSecrets {
  const secrets = Object.entries(env)
    .filter(([name, value]) => value !== undefined && value.length >= SHORTEST_SECRET && SECRET_NAME.test(name) && !NO_SECRET.test(name))
    .map(([, value = '']) => value);
  return { taskRoot: env.LAMBDA_TASK_ROOT ?? '/var/task', secrets: [...new Set(secrets)] };
}

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

/** A text as an expression that finds it as it is. */
export function literally(text: string): string {
  return text.replace(SYNTAX, '\\$&');
}

/** One expression that tells whether a text is worth a closer look. */
export function leakSigns({ taskRoot, secrets }: OwnSecrets): RegExp {
  const literal = [`${taskRoot}/`, 'node:internal/', '/node_modules/', 'PRIVATE KEY-----', ...secrets];
  return new RegExp(literal.map(literally).join('|'));
}
