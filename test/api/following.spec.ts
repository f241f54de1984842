/** What follows a hazard's enterprise and its duplicates leaves a fact of the hazard's own (contract §2, §3). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fields, list, text } from '../model/driver.js';
import type { Fields, Session } from '../model/driver.js';
import { BAGONG, EXAMPLE1, found, items, match, NANCUN, newFirm, said } from '../support/desk.js';
import { startLedger } from '../support/ledger.js';
import type { TestLedger } from '../support/ledger.js';
import { must } from '../support/world.js';


let ledger: TestLedger;
let admin: Session;
const as = (account: string): Promise<Session> => ledger.driver.as(account);

beforeAll(async () => {
  ledger = await startLedger();
  admin = await as('county.admin');
}, 60_000);
afterAll(() => ledger.stop());

describe('each hazard that follows its enterprise', () => {
  it('has a fact of its own that says what followed, and the name of today', async () => {
    const firm = await newFirm(admin, NANCUN);
    const [nancun, county] = [await as('nancun.inspector'), await as('county.inspector')];
    const hazard = await found(nancun, { enterpriseId: firm.id });
    const path = `/hazards/${text(hazard.id)}`;
    must(await admin.patch(`/enterprises/${text(firm.id)}`, { name: '泽州县示例改名厂' }, match(1)), 'rename');
    must(await admin.post(`/enterprises/${text(firm.id)}/move`, { areaCode: BAGONG }), 'move');
    expect(fields((await county.get(path)).body)).toMatchObject({ enterpriseName: '泽州县示例改名厂', areaCode: BAGONG, version: 3, status: 'CONFIRMING' });
    const listed = await items(county, `/hazards?enterpriseId=${text(firm.id)}`);
    expect(listed.map(({ enterpriseName }) => enterpriseName)).toEqual(['泽州县示例改名厂']);
    const told = await items(county, `${path}/timeline`);
    expect(told.map(({ move, moveLabel, version }) => [move, moveLabel, version])).toEqual([
      ['register', '登记', 1], ['follow-enterprise', '随企业变更', 2], ['follow-enterprise', '随企业变更', 3]]);
    expect(fields((await (await as('county.auditor')).get(`/audit/verification?hazardId=${text(hazard.id)}`)).body)).toMatchObject({ intact: true });
  });

  it('has the name of today whichever door the new one came through', async () => {
    const firm = await newFirm(admin, NANCUN);
    const hazard = await found(await as('nancun.inspector'), { enterpriseId: firm.id });
    must(await admin.patch(`/organisations/${text(firm.id)}`, { name: '泽州县示例另名厂' }, match(1)), 'rename');
    expect(fields((await (await as('county.inspector')).get(`/hazards/${text(hazard.id)}`)).body)).toMatchObject({ enterpriseName: '泽州县示例另名厂', version: 2 });
  });

  it('is told page by page where the story is long', async () => {
    const county = await as('county.inspector');
    const firm = await newFirm(admin, NANCUN);
    const hazard = await found(await as('nancun.inspector'), { enterpriseId: firm.id });
    for (let n = 1; n < 4; n += 1) must(await admin.patch(`/enterprises/${text(firm.id)}`, { name: `泽州县示例第${n}厂` }, match(n)), 'rename');
    const path = `/hazards/${text(hazard.id)}/timeline`;
    const versions: unknown[] = [];
    let cursor = '';
    do {
      const page = fields(must(await county.get(`${path}?limit=3${cursor}`), 'page').body);
      versions.push(list(page.items).map((one) => fields(one).version));
      cursor = page.nextCursor === null ? '' : `&cursor=${text(page.nextCursor)}`;
    } while (cursor);
    expect(versions).toEqual([[1, 2, 3], [4]]);
    expect(said(await county.get(`${path}?cursor=forged`))).toEqual([400, 'CURSOR_INVALID']);
    expect(said(await county.get(`${path}?limit=201`))).toEqual([400, 'OUT_OF_RANGE']);
  });

  it('says what was signed for before and after a merger', async () => {
    const [nancun, auditor] = [await as('nancun.inspector'), await as('county.auditor')];
    const hazard = await found(nancun, { enterprise: { name: '泽州县示例临时作坊', address: '示例路', areaCode: NANCUN } });
    const provisional = text(hazard.enterpriseId);
    const into = await newFirm(admin, BAGONG);
    const before = await factsOf(auditor, text(hazard.id));
    must(await admin.post(`/enterprises/${provisional}/merge`, { intoId: into.id }), 'merge');
    const after = await factsOf(auditor, text(hazard.id));
    expect([before.length, after.length]).toEqual([1, 2]);
    const { move, detail, contentHash } = fields(after.find(({ version }) => version === 2));
    expect([move, fields(detail).changes]).toEqual(['follow-enterprise', {
      enterpriseId: { from: provisional, to: into.id }, enterpriseName: { from: '泽州县示例临时作坊', to: into.name }, townCode: { from: NANCUN, to: BAGONG },
    }]);
    expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(fields((await auditor.get(`/audit/verification?hazardId=${text(hazard.id)}`)).body)).toMatchObject({ intact: true });
  });
});

const factsOf = (auditor: Session, id: string): Promise<Fields[]> => items(auditor, `/audit/facts?objectId=${id}`);

describe('finders of duplicates', () => {
  it('leave every row they came to, however many duplicates deep, and nobody else leaves', async () => {
    const [nancun, county] = [await as('nancun.inspector'), await as('county.supervisor')];
    const [a, b, c] = [1, 2, 3].map((n) => found(nancun, { enterpriseId: EXAMPLE1, description: `护栏缺失，第${n}次登记` }));
    const [first, second, third] = [text((await a)?.id), text((await b)?.id), text((await c)?.id)];
    const finders = async (id: string) => list(fields((await county.get(`/hazards/${id}`)).body).finders).map((one) => text(fields(one).wording).slice(5, 7));
    const move = (id: string, name: string, more: Fields = {}) => county.post(`/hazards/${id}/${name}`, { reason: '同一隐患', ...more }).then((answer) => must(answer, name));
    await move(first, 'void', { duplicateOf: second });
    await move(second, 'void', { duplicateOf: third });
    expect(await finders(third)).toEqual(['第3', '第2', '第1']);
    await move(second, 'restore');
    expect([await finders(third), await finders(second)]).toEqual([['第3'], ['第2', '第1']]);
    await move(second, 'void', { duplicateOf: third });
    await move(first, 'restore');
    expect([await finders(third), await finders(second), await finders(first)]).toEqual([['第3', '第2'], ['第2'], ['第1']]);
  });
});
