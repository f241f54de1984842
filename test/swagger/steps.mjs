/** The ten steps of the description at /docs, each with what a partner must see after it. */

const LEDGER = '隐患台账';
const MOVES = '隐患办理';

/** @param {import('./page.mjs').DocsPage} page */
export async function steps(page, { password, photo }) {
  const checks = [];
  const see = (what, { status, body }, expected, ok = 200) =>
    checks.push([what, status === ok && (expected === undefined || body.statusLabel === expected), `${status} ${JSON.stringify(body).slice(0, 600)}`]);
  const move = (operation, id, change) => page.send(MOVES, operation, { fields: { id }, ...(change && { change }) });

  await page.become('example1.operator', password);
  const registered = await page.send(LEDGER, 'hazardRegister');
  see('the first example registers as it stands', registered, '待签字', 201);
  const { id } = registered.body;
  see('five in place, the example as it stands', await page.send(LEDGER, 'hazardFiveInPlace', { fields: { id, 'If-Match': '"1"' } }), '待签字');

  await page.become('example1.principal', password);
  see('the principal signs', await move('hazardSign', id, (example) => ({ ...example, password })), '待确认');
  await page.become('nancun.supervisor', password);
  see('the town confirms, the example as it stands', await move('hazardConfirm', id), '待确认');
  await page.become('county.supervisor', password);
  see('the county confirms', await move('hazardConfirm', id), '整改中');

  await page.become('example1.operator', password);
  const uploaded = await page.send('整改佐证', 'evidenceAttach', { fields: { id }, file: photo, choice: { kind: 'AFTER' } });
  see('a photo of after is uploaded', uploaded, undefined, 201);
  see('the rectification is submitted', await move('hazardSubmitRectification', id, (example) => ({ ...example, evidenceIds: [uploaded.body.id] })), '待验收');
  await page.become('nancun.supervisor', password);
  see('the town accepts on site', await move('hazardAccept', id, (example) => ({ ...example, checkedOnSite: true })), '待验收');
  await page.become('county.supervisor', password);
  see('the county accepts: closed', await move('hazardAccept', id), '已销号');
  return checks;
}
