/** What the documents name must be there, and docs/RULES.md must name every refusal of a move. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const rules = read('docs/RULES.md');
/** A test named after another of the same file goes without its path. */
const whole = (text: string): string => {
  let path = '';
  return text.replace(/`((?:src|test)\/[^`#]+)?(#[^`]+)?`/g, (said, named: string | undefined, title: string | undefined) => {
    path = named ?? path;
    return title ? `\`${path}${title}\`` : said;
  });
};
const tables = rules + read('docs/GLOSSARY.md') + whole(read('docs/SECURITY.md'));
const pages = ['README.md', 'README.en.md', 'docs/RULES.md', ...readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`)];

/** `path#name`: of a spec a title, of any other file what it defines. */
const named = [...tables.matchAll(/`((?:src|test)\/[^`#]+)#([^`]+)`/g)].map(([, path = '', name = '']) => ({ path, name }));
const paths = [tables, ...pages.map(read)].flatMap((text) => [...text.matchAll(/`((?:src|test|docs|migrations)\/[^`#\s]+)/g)].map(([, path = '']) => path));

function defines(text: string, name: string): boolean {
  const word = name.replace(/[^\w]/g, '');
  const asOwn = new RegExp(`\\b(?:function|const|class|interface|type)\\s+${word}\\b`);
  const asMethod = new RegExp(`^\\s+(?:private\\s+|static\\s+)*(?:async\\s+)?${word}(?:<[^>]*>)?\\(`, 'm');
  return word === name && (asOwn.test(text) || asMethod.test(text));
}
const stands = ({ path, name }: { path: string; name: string }): boolean =>
  /\.(spec|cases)\.ts$/.test(path) ? read(path).includes(`'${name}'`) : defines(read(path), name);

describe('the documents', () => {
  it('name files that exist', () => {
    expect(paths.length).toBeGreaterThan(50);
    expect([...new Set(paths)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('name functions and test titles that exist', () => {
    expect(named.filter((one) => existsSync(join(ROOT, one.path)) && !stands(one))).toEqual([]);
  });

  it('name every refusal that a move can meet: docs/RULES.md', () => {
    const catalogue = new Set([...read('src/domain/refusal.ts').matchAll(/^ {2}([A-Z_]+): \[\d{3}/gm)].map(([, code]) => code));
    const met = ['needs.ts', 'who.ts', 'lifecycle.ts', 'permission.ts'].flatMap((file) => read(`src/domain/${file}`).match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? []);
    const codes = [...new Set(met)].filter((word) => catalogue.has(word));
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !rules.includes(`\`${code}\``))).toEqual([]);
  });

  it('link to pages that exist', () => {
    const broken = pages.flatMap((page) => [...read(page).matchAll(/\]\(((?!https?:)[^)#]+)/g)]
      .map(([, link = '']) => join(page, '..', link)).filter((link) => !existsSync(join(ROOT, link))));
    expect(broken).toEqual([]);
  });
});
