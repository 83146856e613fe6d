import { join } from 'node:path';

/** Python with the packages of integ/python/requirements.txt; integ/python/environment.mjs makes it. */
export const PYTHON = join(__dirname, '..', '..', '.cache', 'python', 'bin', 'python');
