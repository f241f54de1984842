/** Credit codes as they are typed: whose is one that does not hold? */
import { creditCodeFault } from '../credit-code.js';
import type { Mention } from './block.js';
import { under } from './maps.js';
import { townOf } from './names.js';

const CHARACTERS_OF_A_CODE = 6;
/** A code whose check character is wrong, and that is no filling (91140525000000000X): nobody mistypes eighteen characters twice alike. */
const isAlmostCode = (code: string): boolean => creditCodeFault(code) === 'CHECK_DIGIT' && new Set(code.slice(8)).size >= CHARACTERS_OF_A_CODE;

/** The code, valid or nearly so; '' for none. */
export const codeTyped = ({ code, creditCode }: Pick<Mention, 'code' | 'creditCode'>): string => code ?? (creditCode && isAlmostCode(creditCode) ? creditCode : '');

const MOST_WRONG = 2;
export function isNearly(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let wrong = 0;
  for (let at = 0; at < left.length && wrong <= MOST_WRONG; at += 1) if (left[at] !== right[at]) wrong += 1;
  return wrong <= MOST_WRONG;
}

/** Each with the code of its town that its own, which does not hold, is nearly: one that holds, or that more records give than give its own. */
export function codesMeant(mentions: Mention[]): Mention[] {
  const given = new Map<string, Map<string, number>>();
  for (const mention of mentions) {
    const code = codeTyped(mention);
    if (!code) continue;
    const inTown = under(given, townOf(mention.town), () => new Map<string, number>());
    inTown.set(code, (inTown.get(code) ?? 0) + (mention.code ? Infinity : mention.keys.length));
  }
  return mentions.map((mention) => {
    const { code, creditCode, town } = mention;
    if (code || !creditCode) return mention;
    const inTown = given.get(townOf(town)) ?? new Map<string, number>();
    const own = inTown.get(creditCode) ?? 0;
    const [meant, ...others] = [...inTown].flatMap(([other, times]) => (other !== creditCode && times > own && isNearly(creditCode, other) ? [other] : []));
    return meant === undefined || others.length > 0 ? mention : { ...mention, meant };
  });
}
