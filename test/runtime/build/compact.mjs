/** Prints what the build makes of sources, given as JSON on standard input. */
import { readFileSync } from 'node:fs';
import { compact } from '../../../runtime/node/build/compact.mjs';

const sources = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(await Promise.all(sources.map(source => compact(source, [])))));
