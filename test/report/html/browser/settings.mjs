/** Prints where the browser and the packages are, as JSON on the last line, for what cannot import modules. */
import { chromium, ensurePackages } from './packages.mjs';

console.log(JSON.stringify({ browser: chromium(), cache: ensurePackages() }));
