import { MARK, type Mark } from './marks';

/** Characters of the command line shown from where the change begins. */
const SHOWN = 40;

const CHANGES: Readonly<Record<Mark, string>> = {
  [MARK.quote]: 'opened or closed a quotation with',
  [MARK.escape]: 'took the meaning of the character that the app wrote after it with',
  [MARK.operator]: 'ended or redirected the command with',
  [MARK.expansion]: 'added an expansion:',
  [MARK.comment]: 'turned the rest of the line into a comment with',
  [MARK.glob]: 'added a file name pattern:',
  [MARK.tilde]: 'added the name of a home directory:',
  [MARK.brace]: 'added a brace expansion:',
  [MARK.hereDocumentEnd]: 'ended the here-document with',
};

/** Says in words what an input changed, from the mark that did it to the end of the input. */
export function describe(command: string, mark: Mark, position: number, end: number): string {
  const shown = command.slice(position, Math.min(end, position + SHOWN));
  return `${CHANGES[mark]} ${shown}${end > position + SHOWN ? '…' : ''}`;
}
