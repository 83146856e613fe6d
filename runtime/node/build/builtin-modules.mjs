/**
 * Node's own modules as they are.
 *
 * esbuild gives each importer a copy of what it imports, with a getter for every export, in case it is somebody's compiled
 * module. Node's never are: here one `require` serves all that is in a file.
 */
const IMPORT = /^import (?!type )(?:(\w+),? )?(?:\{([^}]*)\} )?from '(node:[\w/]+)';$/gm;
const PREFIX = 'builtin-';

/** A module's source with the imports of Node's modules replaced by those of the modules below. */
export function withPlainBuiltins(source) {
  return source.replace(IMPORT, (_, whole, parts, module) => {
    const name = whole ?? `$${module.replace(/\W/g, '_')}`;
    const taken = parts ? ` const {${parts.replaceAll(' as ', ': ')}} = ${name};` : '';
    return `import ${name} from '${PREFIX}${module}';${taken}`;
  });
}

/** An esbuild plugin: a module for each of Node's that exports it, and nothing else. */
export const builtinModules = {
  name: 'builtin-modules',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^${PREFIX}`) }, ({ path }) => ({ path: path.slice(PREFIX.length), namespace: 'builtin' }));
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({ contents: `export default /* @__PURE__ */ require(${JSON.stringify(path)});` }));
  },
};
