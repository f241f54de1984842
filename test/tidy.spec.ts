/** The house, kept by a test: floors, sizes, clocks, settings, and that each refusal is met by somebody. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..');

interface Source { path: string; text: string; imports: string[] }

function filesBelow(folder: string, ending = '.ts'): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(ROOT, path), 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, from = '']) =>
        from.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), from)).replace(/\.js$/, '.ts') : from);
      return { path, text, imports };
    });
}

const all = filesBelow('src');
const source = all.filter(({ path }) => !path.endsWith('.spec.ts'));
const below = (...folders: string[]) => source.filter(({ path }) => folders.some((folder) => path.startsWith(`src/${folder}`)));
const floorOf = (path: string): string => path.split('/')[1] ?? '';
const offenders = (files: Source[], wrong: (imported: string, file: Source) => boolean): string[] =>
  files.flatMap((file) => file.imports.filter((imported) => wrong(imported, file)).map((imported) => `${file.path} → ${imported}`));

/** A feature writes another only by a fact in the outbox, or by a call listed here. The list may only shrink. */
const CALLS: Record<string, readonly string[]> = {
  hazards: ['notices/decision.notices', 'todos/todo.repository', 'organisations/enterprise.provisional', 'identity/sessions/password-check', 'identity/identity.module', 'organisations/organisations.module', 'settings/settings.module'],
  evidence: ['hazards/move.service', 'hazards/hazards.module', 'hazards/hazard.looking'],
  comparison: ['pages/html', 'pages/layout'],
  inspections: ['organisations/listing', 'hazards/hazard.dto'],
  organisations: ['todos/todo.repository', 'hazards/scope.', 'identity/'],
  identity: ['todos/todo.repository', 'organisations/'],
  settings: ['organisations/', 'identity/'],
  notices: ['settings/settings.module'],
  todos: ['organisations/listing'],
  pages: ['identity/sessions/', 'oa/sso', 'hazards/move', 'hazards/hazard.looking', 'evidence/evidence.content', 'evidence/evidence.service'],
  oa: ['organisations/listing', 'identity/mandated', 'identity/sessions/auth.service'],
  webhooks: ['identity/employer', 'organisations/listing'],
  exchange: ['hazards/register.service', 'hazards/move.service', 'hazards/hazard.looking', 'hazards/hazard.dto', 'hazards/finding.dto'],
  sandbox: ['hazards/move.service'],
  audit: ['hazards/', 'organisations/', 'identity/'],
};
const FEATURES = ['identity', 'organisations', 'settings', 'standards', 'hazards', 'evidence', 'exchange', 'audit', 'todos', 'oa', 'pages', 'notices', 'webhooks', 'sandbox', 'comparison', 'inspections'];

describe('floors', () => {
  it('domain imports only domain, and two things that compute', () => {
    expect(offenders(below('domain/').concat(), (from, { path }) =>
      !from.startsWith('src/domain/') && !['node:crypto', 'canonicalize'].includes(from) && !path.endsWith('.spec.ts'))).toEqual([]);
  });

  it('platform knows no feature', () => {
    expect(offenders(below('platform/'), (from) => from.startsWith('src/') && !/^src\/(platform|domain)\//.test(from))).toEqual([]);
  });

  it('a feature reads another through its reader, and writes it only by a listed call', () => {
    expect(offenders(below(...FEATURES.map((name) => `${name}/`)), (from, { path }) => {
      const [here, there] = [floorOf(path), floorOf(from)];
      if (!from.startsWith('src/') || here === there || !FEATURES.includes(there) || /\.(reader|module|view)\.ts$/.test(from)) return false;
      return !(CALLS[here] ?? []).some((call) => from.startsWith(`src/${call}`));
    })).toEqual([]);
  });

  it('typeorm stays behind its wall, and controllers never see a table', () => {
    const wall = /(\.(entity|repository|reader)\.ts|^src\/platform\/(database|ledger)\/)/;
    expect(offenders(source, (from, { path }) => from === 'typeorm' && !wall.test(path))).toEqual([]);
    expect(offenders(source.filter(({ path }) => path.endsWith('.controller.ts')), (from) => /\.(entity|repository)\.ts$/.test(from))).toEqual([]);
  });

  it('tests of behaviour type their expectations: the model imports nothing of ours', () => {
    expect(offenders(filesBelow('test/model'), (from) => from.startsWith('src/'))).toEqual([]);
  });
});

describe('size and silence', () => {
  it('no file is longer than 300 lines', () => {
    const long = [...all, ...filesBelow('test'), ...filesBelow('migrations')].filter(({ text }) => text.split('\n').length > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('no clock but the two, nothing left to do, nothing silenced', () => {
    const clock = /new Date\(\)|Date\.now\(|\bnow\(\)(?! {0,1}[:{])|\bcurrent_(date|timestamp)\b|clock_timestamp\(/;
    const told = below('').filter(({ path }) => !/^src\/(platform\/clock|demo|cli)\//.test(path))
      .flatMap(({ path, text }) => text.split('\n').filter((line) => clock.test(line) && !/(wall|calendar|Calendar|Wall)\.now\(\)/.test(line)).map((line) => `${path}: ${line.trim()}`));
    expect(told).toEqual([]);
    const silenced = /\b(TODO|FIXME|XXX)\b|eslint-disable|@ts-(ignore|nocheck)|\bas any\b/;
    expect(source.filter(({ text }) => silenced.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('every room has a name', () => {
    const rooms = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map((room) => room.name).filter((name) => ['common', 'shared', 'utils', 'core', 'helpers', 'libs'].includes(name))).toEqual([]);
  });
});

describe('what is promised elsewhere', () => {
  it('.env.example names every setting the configuration reads, and no other', () => {
    const config = readFileSync(join(ROOT, 'src/platform/config/config.ts'), 'utf8');
    const read = [...config.matchAll(/read\.\w+\('([A-Z0-9_]+)'/g)].map(([, name]) => name);
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8').split('\n').flatMap((line) => /^([A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
    expect(example.filter((name) => name !== 'MIGRATION_DATABASE_URL').sort()).toEqual([...new Set(read)].sort());
  });

  it('each refusal code is met by some test', () => {
    const catalogue = readFileSync(join(ROOT, 'src/domain/refusal.ts'), 'utf8');
    const codes = [...catalogue.matchAll(/^ {2}([A-Z_]+): \[\d{3}/gm)].map(([, code = '']) => code);
    const tests = [...filesBelow('test'), ...all.filter(({ path }) => path.endsWith('.spec.ts'))].map(({ text }) => text).join('\n');
    expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(tests))).toEqual([]);
  });
});
