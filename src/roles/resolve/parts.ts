import { beginning, joinedParts, literalPart, type ArnText } from './arn';
import type { Resource } from '../../app-model/template';

/**
 * What of a resource an action is about, by IAM's type: the objects of a bucket, an index of a table, the streams of a
 * log group.
 *
 * @param part - the key or index, where the code tells it; `undefined` where it does not, or names none
 * @param hasPart - whether the code names one at all
 */
export function arnsOfPart(type: string, arn: ArnText, part: ArnText | undefined, hasPart: boolean): readonly ArnText[] {
  const name = part ?? [literalPart('*')];
  switch (type) {
    case 's3:object': return [joinedParts(arn, [literalPart('/')], name)];
    // Whoever asks an index is not asked for its table; an index that may be none leaves the table itself.
    case 'dynamodb:table': return hasPart && part !== undefined ? [] : [arn];
    case 'dynamodb:index': return hasPart ? [joinedParts(arn, [literalPart('/index/')], name)] : [];
    case 'logs:log-stream':
    case 'logs:log-group': return [endsInStar(arn) ? arn : joinedParts(arn, [literalPart(':*')])];
    default: return [arn];
  }
}

/** The ARN that `Fn::GetAtt` gives of a log group has `:*` at its end; a written one has it or not. */
function endsInStar(arn: ArnText): boolean {
  const last = arn.at(-1);
  if (last?.kind === 'literal') return last.text.endsWith(':*');
  return arn.length === 1 && last?.kind === 'reference' && isLogGroup(last.resource) && last.attribute === 'Arn' && beginning(arn) === '';
}

function isLogGroup({ type }: Resource): boolean {
  return type === 'AWS::Logs::LogGroup';
}
