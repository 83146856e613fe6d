/** How long a piece of work may keep the page from answering. */
const SLICE_MS = 20;

const queue: Array<() => boolean> = [];
let running = false;

/** Does something for each item, a little at a time, so that the page answers meanwhile. Pieces of work follow each other. */
export function inPieces<T>(items: readonly T[], work: (item: T, index: number) => void): Promise<void> {
  let index = 0;
  return new Promise(done => {
    queue.push(() => {
      const end = performance.now() + SLICE_MS;
      for (; index < items.length && performance.now() < end; index += 1) work(items[index] as T, index);
      if (index < items.length) return false;
      done();
      return true;
    });
    if (!running) next();
  });
}

function next(): void {
  running = queue.length > 0;
  if (!running) return;
  setTimeout(() => {
    if (queue[0]?.() === true) queue.shift();
    next();
  });
}
