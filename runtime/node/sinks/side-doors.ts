import type { Sink } from './sink';

/** Ways around the other sinks, where the function declared something that is refused. */
export const sideDoorsSink: Sink = {
  name: 'side-doors',
  install: ({ behaviours }) => behaviours.closeSideDoors(),
};
