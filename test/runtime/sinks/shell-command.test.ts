import { shellCommand } from '../../../runtime/node/sinks/process/shell-command';

test.each([
  [['/bin/sh', '-c', 'ls'], 'ls'],
  [['bash', '-c', 'ls', 'name'], 'ls'],
  [['bash', '-lc', 'ls'], 'ls'],
  [['bash', '--norc', '-e', '-c', 'ls'], 'ls'],
  [['/usr/bin/env', 'sh', '-c', 'ls'], 'ls'],
  [['sh', '-c'], undefined],
  [['sh', 'script.sh', 'x'], undefined],
  [['ls', '-c', 'x'], undefined],
  [['python3', '-c', 'print(1)'], undefined],
  [['flash', '-c', 'x'], undefined],
])('%j', (argv, expected) => {
  expect(shellCommand(argv)).toBe(expected);
});
