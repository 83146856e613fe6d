import type { AnyNode } from 'acorn';
import { lastAtMost } from '../syntax/lines';

/** Texts that stand in the SDKs' own code and survive the shortening of names. */
const MARKS = new RegExp([
  'classBuilder\\(', 'resolveMiddleware\\(', 'smithy\\.api#', '__smithy_context', 'httpAuthSchemes?\\b', 'resolveAwsSdkSigV4Config', 'createAggregatedClient',
  'defineService\\(', 'Invalid client, expected', '\\bclientCommand\\b', 'state:\\s*\\w+(\\.\\w+)?\\.(SUCCESS|RETRY|FAILURE)\\b', 'AWS_SDK_LOAD_CONFIG',
  'tryNextLink', 'userAgentAppId', 'Invalid response from STS', 'disableMultiregionAccessPoints', 'minDelay:\\s*\\d+,\\s*maxDelay:',
].join('|'));

/** No SDK is smaller, whatever was left out of it. */
const SMALLEST_SDK = 20_000;

/** The folders of node_modules that hold the SDKs and what they are made of. */
const FOLDERS = /node_modules[\\/](@aws-sdk|@smithy|@aws-crypto|aws-sdk|@aws\/lambda-invoke-store)[\\/]/;

/** A comment by which esbuild tells the file that the text below it comes from. */
const ORIGIN = /^\/\/ (\S*node_modules\/\S+|\S+\.[cm]?[jt]sx?)$/gm;

/** Whether a text is of an SDK's own code. */
export function isSdkText(text: string): boolean {
  return MARKS.test(text);
}

/** Whether an SDK was bundled into a text: most code has none of it, and is looked at no further. */
export function hasSdkInside(text: string): boolean {
  return text.length >= SMALLEST_SDK && MARKS.test(text);
}

/** Whether a file is one of the SDKs' own. */
export function isSdkFile(file: string): boolean {
  return FOLDERS.test(file);
}

/**
 * Tells which parts of a bundle are an SDK that was bundled in: they are recognised and not walked into, since they
 * call whatever they are asked to.
 */
export function foreignParts(text: string): (node: AnyNode) => boolean {
  if (!hasSdkInside(text)) return () => false;
  const origins = [...text.matchAll(ORIGIN)].map(({ index, 1: file = '' }) => ({ start: index, isSdk: FOLDERS.test(file) }));
  const starts = origins.map(({ start }) => start);
  return ({ start, end }) => isInSdk(origins, starts, start) || MARKS.test(text.slice(start, end));
}

function isInSdk(origins: ReadonlyArray<{ readonly start: number; readonly isSdk: boolean }>, starts: readonly number[], position: number): boolean {
  const [first = Infinity] = starts;
  return position >= first && (origins[lastAtMost(starts, position)]?.isSdk ?? false);
}
