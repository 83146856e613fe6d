/**
 * The one-way imports of docs/architecture.md, as lint zones: `target` may not import `from`, except `except`.
 *
 * One row per room; a room that is not a target may import anything its neighbours allow.
 */
interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except?: string[];
  readonly message: string;
}

const anythingButItself = (room: string, allowed: string[] = []): Zone => ({
  target: `./${room}`,
  from: '.',
  except: [`./${room}`, './node_modules', ...allowed.map(path => `./${path}`)],
  message: `${room} imports only ${['itself', ...allowed].join(', ')}`,
});

/** A room of which another may see a part alone. */
const only = (target: string, room: string, ...parts: string[]): Zone => ({
  target: `./${target}`,
  from: `./${room}`,
  except: parts.map(part => `./${part}`),
  message: `${target} imports of ${room} only ${parts.join(', ')}`,
});

const never = (target: string, ...rooms: string[]): Zone[] => rooms.map(room => ({
  target: `./${target}`,
  from: `./${room}`,
  message: `${target} must not import ${room}`,
}));

export const BOUNDARIES: readonly Zone[] = [
  anythingButItself('src/contract'),
  anythingButItself('runtime/node/detectors', ['src/contract']),
  /* Its tokenizer of SQL and its reader of hosts are screening's too: ADR 6. */
  anythingButItself('runtime/node/screening', ['src/contract', 'runtime/node/detectors']),
  anythingButItself('runtime', ['src/contract']),
  anythingButItself('local-runtime', ['src/contract']),
  anythingButItself('report-page', ['src/report/html']),
  ...never('src/app-model', 'src/checks', 'src/roles', 'src/report', 'src/hardening', 'src/targets', 'src/monitoring'),
  ...never('src/checks', 'src/hardening', 'src/targets', 'src/monitoring', 'src/report'),
  /* Rules ask what is needed, not how code is read: ADR 10. */
  only('src/checks', 'src/roles', 'actions', 'compare'),
  only('src/report', 'src/roles', 'actions', 'compare'),
  ...never('src/roles', 'src/hardening', 'src/targets', 'src/monitoring', 'src/report', 'src/checks'),
  ...never('src/report', 'src/hardening', 'src/targets', 'src/monitoring'),
  ...never('src/hardening', 'src/checks', 'src/report'),
  ...never('src/targets', 'src/hardening', 'src/checks', 'src/report', 'src/app-model', 'src/roles'),
  ...never('cli', 'src/hardening', 'src/targets', 'src/monitoring', 'src/roles', 'runtime', 'local-runtime', 'test', 'bench', 'examples'),
  ...never('src', 'runtime', 'local-runtime', 'report-page', 'cli', 'test', 'bench', 'examples'),
];
