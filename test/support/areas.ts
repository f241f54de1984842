/** Areas as the plainest objects of the ledger: a row with a chain of facts, written through the door. */
import { v7 as uuidv7 } from 'uuid';
import { CHAIN_START } from '../../src/domain/fact.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { ok } from '../../src/platform/http/answer.js';
import type { Door } from '../../src/platform/ledger/door.js';
import { asking, officer } from './platform.js';

const INSERT = adHoc(`insert into area (id, version, head_hash, code, name, level, city_code, county_code, valid_from)
  values ($1, 1, $2, $3, '示例镇', 'TOWN', '1405', '140525', '2024-01-01')`);
const UPDATE = adHoc('update area set version = $2, head_hash = $3 where id = $1');

/** Registers one and edits it until it has so many facts. Returns its id. */
export async function writeArea(door: Door, factCount: number, id = uuidv7()): Promise<string> {
  const requested = asking(officer('ADMINISTRATOR'), 'POST');
  let previous = { version: 0, hash: CHAIN_START };
  for (let version = 1; version <= factCount; version += 1) {
    await door.write(requested, async (writing) => {
      const fact = writing.record({ objectKind: 'AREA', objectId: id, countyCode: '140525', move: version === 1 ? 'create' : 'patch', detail: { version } }, previous);
      if (version === 1) writing.later(INSERT, [id, fact.hash, id.slice(-12)]);
      else writing.later(UPDATE, [id, fact.version, fact.hash]);
      previous = fact;
      return ok(null);
    });
  }
  return id;
}
