/** Builds everything in assets/: the guard's layer, the report's page, the parsers. With `--quiet` without a word. */
await import('../runtime/node/build.mjs');
await import('../report-page/build.mjs');
await import('../parsers/build.mjs');
