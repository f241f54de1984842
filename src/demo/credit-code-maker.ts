import { creditCodeCheckDigit, organisationCodeCheckDigit } from '../domain/credit-code.js';

/** A firm (91) registered in 泽州县. */
const PREFIX = '91140525';

/**
 * A credit code that passes both checks, for invented firms. The stem is eight characters of the GB 32100 alphabet;
 * XXXX and a number cannot be mistaken for a code ever issued, which begins with digits or MA.
 */
export function makeCreditCode(stem: string): string {
  if (stem.length !== 8) throw new RangeError(`a stem of eight characters is needed: ${stem}`);
  const first17 = PREFIX + stem + organisationCodeCheckDigit(stem);
  return first17 + creditCodeCheckDigit(first17);
}
