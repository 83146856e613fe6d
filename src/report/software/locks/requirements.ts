import { hexDigests, type Library } from '../library';

/** `name==1.0.0`, with extras before and a marker, a comment or hashes behind. */
const PIN = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*===?\s*([\w.!+-]+)(?![\w.!+*-])/;

/** `requirements.txt`: what it pins; a range is no version. */
export function readRequirements(text: string): readonly Library[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.flatMap(line => {
    const [, name, version] = PIN.exec(line.trim()) ?? [];
    if (name === undefined || version === undefined) return [];
    const hashes = [...line.matchAll(/--hash[= ](\w+:[0-9a-fA-F]+)/g)].map(([, hash]) => hash);
    return [{ ecosystem: 'pypi', name, version, digests: hexDigests(hashes) } as const];
  });
}
