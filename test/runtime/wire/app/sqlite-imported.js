import * as sqlite from 'node:sqlite';
import { openWith } from './sqlite';

export const open = async () => openWith(sqlite);
