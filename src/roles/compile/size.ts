/** IAM's limit of a managed policy, whitespace aside (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
export const MOST_CHARACTERS = 6144;

/** What a document has around its statements. */
const FRAME = '{"Version":"2012-10-17","Statement":[]}'.length;

/** The longest that pseudo parameters become, such as `aws-us-gov` and `ap-southeast-1`. */
const PSEUDO: Readonly<Record<string, number>> = { 'AWS::Partition': 10, 'AWS::Region': 14, 'AWS::AccountId': 12 };
/** What stands for a resource; ARNs and names that CloudFormation makes are shorter. */
const REFERENCE = 140;

/** The characters that a statement takes of a policy at most, with references as CloudFormation fills them in. */
export function charactersOf(rendered: unknown): number {
  if (Array.isArray(rendered)) return '[]'.length + rendered.reduce((sum: number, item: unknown) => sum + charactersOf(item) + 1, 0);
  if (typeof rendered !== 'object' || rendered === null) return JSON.stringify(rendered ?? '').replace(/\s/g, '').length;
  const [entry, ...others] = Object.entries(rendered);
  if (entry !== undefined && others.length === 0 && /^(Ref|Fn::.*)$/.test(entry[0])) return '""'.length + filledIn(entry[0], entry[1]);
  return '{}'.length + Object.entries(rendered).reduce((sum, [key, value]) => sum + key.length + '"":,'.length + charactersOf(value), 0);
}

/** Fills policies with statements in their order, each as far as it goes. */
export function splitBySize<T>(statements: readonly T[], sizeOf: (statement: T) => number, reserved = 0): readonly T[][] {
  const documents: T[][] = [[]];
  let left = MOST_CHARACTERS - FRAME - reserved;
  for (const statement of statements) {
    const size = sizeOf(statement) + ','.length;
    if (size > left && documents.at(-1)?.length !== 0) {
      documents.push([]);
      left = MOST_CHARACTERS - FRAME;
    }
    documents.at(-1)?.push(statement);
    left -= size;
  }
  return documents;
}

function filledIn(intrinsic: string, argument: unknown): number {
  if (intrinsic === 'Ref') return PSEUDO[String(argument)] ?? REFERENCE;
  if (intrinsic === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) return argument[1].reduce((sum: number, part: unknown) => sum + textLength(part), 0);
  if (intrinsic === 'Fn::Sub' && typeof argument === 'string') {
    return argument.split(/\$\{([^}]+)\}/).reduce((sum, part, index) => sum + (index % 2 === 0 ? part.length : PSEUDO[part] ?? REFERENCE), 0);
  }
  return REFERENCE;
}

function textLength(part: unknown): number {
  return typeof part === 'string' ? part.length : charactersOf(part) - '""'.length;
}
