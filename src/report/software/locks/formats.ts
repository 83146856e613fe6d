import type { LockFormat } from './lock-file';
import { readPackageLock } from './package-lock';
import { readPipfileLock } from './pipfile-lock';
import { readPnpmLock } from './pnpm-lock';
import { readRequirements } from './requirements';
import { readTomlLock } from './toml-lock';
import { readYarnLock } from './yarn-lock';

/** Every lock file that is read; of one ecosystem in one folder the first counts. */
export const LOCK_FORMATS: readonly LockFormat[] = [
  { file: 'npm-shrinkwrap.json', ecosystem: 'npm', read: readPackageLock },
  { file: 'package-lock.json', ecosystem: 'npm', read: readPackageLock },
  { file: 'pnpm-lock.yaml', ecosystem: 'npm', read: readPnpmLock },
  { file: 'yarn.lock', ecosystem: 'npm', read: readYarnLock },
  { file: 'uv.lock', ecosystem: 'pypi', read: readTomlLock },
  { file: 'poetry.lock', ecosystem: 'pypi', read: readTomlLock },
  { file: 'Pipfile.lock', ecosystem: 'pypi', read: readPipfileLock },
  { file: 'requirements.txt', ecosystem: 'pypi', read: readRequirements },
];
