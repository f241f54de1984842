/**
 * Records without number for measuring speed: made of the lexicon's own words by a seed, an eighth of the town's wording
 * that of the county in other words. Good for speed only; accuracy is measured on written worlds.
 */
import type { ComparedRecord, ConceptKind, Lexicon, Side } from '../domain/comparison/record.js';

const RECORDS_PER_ENTERPRISE_AND_SIDE = 5;
const BRANDS = '宏鑫瑞泰昌盛达源恒丰华兴金龙祥茂顺通安康永利富德信诚明远东方正大同益博雅';
const TRADES = ['化工', '铸造', '机械', '食品', '建材', '燃气', '木业', '造纸', '陶瓷', '气体', '印染', '冶炼'];

export function madeUp(perSide: number, seed: number, lexicon: Lexicon, towns: readonly string[]): ComparedRecord[] {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const words = (kind: ConceptKind) => lexicon.concepts.filter((concept) => concept.kind === kind);
  const [places, machines, parts, faults] = [words('PLACE'), words('EQUIPMENT'), words('PART'), words('DEFECT')];
  const enterprises = Math.max(1, Math.round(perSide / RECORDS_PER_ENTERPRISE_AND_SIDE));
  const records: ComparedRecord[] = [];
  for (let enterprise = 0; enterprise < enterprises; enterprise += 1) {
    const town = pick(towns);
    const core = `${pick([...BRANDS])}${pick([...BRANDS])}${pick([...BRANDS])}${pick(TRADES)}`;
    const hazards = Array.from({ length: RECORDS_PER_ENTERPRISE_AND_SIDE * 2 }, () => ({ place: pick(places), machine: pick(machines), part: pick(parts), fault: pick(faults), number: 1 + Math.floor(random() * 6) }));
    for (const side of ['COUNTY', 'TOWN'] as const) {
      for (let at = 0; at < RECORDS_PER_ENTERPRISE_AND_SIDE; at += 1) {
        const { place, machine, part, fault, number } = side === 'TOWN' && random() < 0.6 ? (hazards[at] as (typeof hazards)[number]) : pick(hazards);
        const description = side === 'COUNTY' ? `${place.id}${number}号${machine.id}的${part.id}${fault.id}，未及时处理` : `${number}#${pick(machine.terms)}${pick(part.terms)}${pick(fault.terms)}`;
        records.push(record(side, records.length, side === 'COUNTY' ? `泽州县${core}有限公司` : core, town, description, side === 'COUNTY' ? place.id : null, 1 + Math.floor(random() * 28)));
      }
    }
  }
  return records;
}

function record(side: Side, at: number, enterpriseName: string, town: string, description: string, location: string | null, day: number): ComparedRecord {
  return {
    key: `${side} ${String(at).padStart(7, '0')}`, side, externalRef: null, hazardId: null, enterpriseId: null, enterpriseName, creditCode: null, townCode: null, town,
    sector: 'OTHER', level: 'MAJOR', description, location, basisClause: null, foundOn: `2024-03-${String(day).padStart(2, '0')}`, status: 'OPEN', closedOn: null, inspectors: [],
  };
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
