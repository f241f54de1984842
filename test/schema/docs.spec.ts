/** What docs/RULES.md names must be there, and it must name every refusal of a move. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const rules = read('docs/RULES.md');

/** `path#name`: of a spec a title, of any other file what it defines. */
const named = [...rules.matchAll(/`((?:src|test)\/[^`#]+)#([^`]+)`/g)].map(([, path = '', name = '']) => ({ path, name }));
const paths = [...rules.matchAll(/`((?:src|test|docs|migrations)\/[^`#]+)/g)].map(([, path = '']) => path);

function defines(text: string, name: string): boolean {
  const word = name.replace(/[^\w]/g, '');
  const asOwn = new RegExp(`\\b(?:function|const|class|interface|type)\\s+${word}\\b`);
  const asMethod = new RegExp(`^\\s+(?:private\\s+|static\\s+)*(?:async\\s+)?${word}(?:<[^>]*>)?\\(`, 'm');
  return word === name && (asOwn.test(text) || asMethod.test(text));
}
const stands = ({ path, name }: { path: string; name: string }): boolean =>
  path.endsWith('.spec.ts') ? read(path).includes(`'${name}'`) : defines(read(path), name);

describe('docs/RULES.md', () => {
  it('names files that exist', () => {
    expect(paths.length).toBeGreaterThan(50);
    expect([...new Set(paths)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names functions and test titles that exist', () => {
    expect(named.filter((one) => existsSync(join(ROOT, one.path)) && !stands(one))).toEqual([]);
  });

  it('names every refusal that a move can meet', () => {
    const catalogue = new Set([...read('src/domain/refusal.ts').matchAll(/^ {2}([A-Z_]+): \[\d{3}/gm)].map(([, code]) => code));
    const met = ['needs.ts', 'who.ts', 'lifecycle.ts', 'permission.ts'].flatMap((file) => read(`src/domain/${file}`).match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? []);
    const codes = [...new Set(met)].filter((word) => catalogue.has(word));
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !rules.includes(`\`${code}\``))).toEqual([]);
  });

  it('links to pages that exist', () => {
    const links = [...rules.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, 'docs', link)))).toEqual([]);
  });
});
