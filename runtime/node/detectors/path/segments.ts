/** Whether a path climbs: one of its segments is `..`. */
export function climbs(path: string): boolean {
  for (let at = path.indexOf('..'); at !== -1; at = path.indexOf('..', at + 1)) {
    if (isBoundary(path, at - 1) && isBoundary(path, at + 2)) return true;
  }
  return false;
}

function isBoundary(path: string, at: number): boolean {
  return at < 0 || at >= path.length || path[at] === '/';
}

/** A path in its shortest form: how many levels it climbs from where it is placed, and what it names there. */
export interface Descent {
  readonly levels: number;
  /** The segments after the climb, joined; empty where it names only a directory above. */
  readonly tail: string;
}

/** Resolves `.` and `..` in a path as if it were placed under an unknown directory. */
export function resolveSegments(path: string): Descent {
  const kept: string[] = [];
  let levels = 0;
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) levels++;
  }
  return { levels, tail: kept.join('/') };
}

/**
 * Whether a part of a path leaves the directory in which it was placed.
 *
 * Segments are the path's own: what the app wrote before or after the part in one segment belongs to it, so the `..` of
 * `user-..` or `..png` is part of a name.
 */
export function leavesDirectory(path: string, start: number, end: number): boolean {
  let depth = 0;
  let from = segmentStart(path, start);
  while (from < end) {
    if (isDots(path, from, '..')) depth--;
    else if (!isBoundary(path, from) && !isDots(path, from, '.')) depth++;
    if (depth < 0) return true;
    while (from < end && path[from] !== '/') from++;
    from++;
  }
  return false;
}

/** Where the segment of a position starts; three characters back tell that it is no `..`, whatever its start. */
function segmentStart(path: string, position: number): number {
  let from = position;
  while (from > 0 && path[from - 1] !== '/' && position - from < 3) from--;
  return from;
}

function isDots(path: string, from: number, dots: string): boolean {
  return path.startsWith(dots, from) && isBoundary(path, from + dots.length);
}
