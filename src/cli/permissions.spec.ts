import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { permissionsText } from './permissions.text.js';

describe('docs/PERMISSIONS.md', () => {
  it('is what the tables say today (npm run permissions)', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/PERMISSIONS.md'), 'utf8')).toBe(permissionsText());
  });

  it('has a word for everything it names', () => {
    expect(permissionsText()).not.toMatch(/undefined|\[object/);
  });
});
