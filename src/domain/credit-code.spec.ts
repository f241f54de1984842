import { describe, expect, it } from '@jest/globals';
import { creditCodeCheckDigit, creditCodeFault, organisationCodeHolds } from './credit-code.js';

/** Published codes: two government pages, one environment inspection page. */
const PUBLISHED = ['1114058101245507XU', '11330800002618015K', '91410781694896138P'];
/** Printed in an official accident report, and wrong there: the digit should be W. */
const MISPRINTED = '91350481772918888L';

describe('creditCodeFault', () => {
  it.each(PUBLISHED)('accepts the published code %s', (code) => {
    expect(creditCodeFault(code)).toBeNull();
    expect(organisationCodeHolds(code)).toBe(true);
  });

  it('refuses the code an accident report misprinted, by both checks', () => {
    expect(creditCodeFault(MISPRINTED)).toBe('CHECK_DIGIT');
    expect(creditCodeCheckDigit(MISPRINTED.slice(0, -1))).toBe('W');
    expect(organisationCodeHolds(MISPRINTED)).toBe(false);
  });

  it.each(['', '91410781694896138', '91410781694896138PP', ' 91410781694896138P'])(
    'names the length of "%s"',
    (code) => {
      expect(creditCodeFault(code)).toBe('LENGTH');
    },
  );

  it.each([
    '91410781694896138p',
    '9141078169489613８P',
    '9141078169489613OP',
    'I1410781694896138P',
    '9141078169489613-P',
  ])('names the alphabet of %s: lower case, full width, letters left out', (code) =>
    expect(creditCodeFault(code)).toBe('ALPHABET'),
  );

  it('notices every single wrong character and every swap of neighbours', () => {
    const code = '91410781694896138P';
    for (let at = 0; at < code.length; at += 1) {
      const other = code[at] === '7' ? '2' : '7';
      expect(creditCodeFault(code.slice(0, at) + other + code.slice(at + 1))).toBe('CHECK_DIGIT');
      const [left, right] = [code.charAt(at), code.charAt(at + 1)];
      if (right === '' || left === right) continue;
      expect(creditCodeFault(code.slice(0, at) + right + left + code.slice(at + 2))).toBe('CHECK_DIGIT');
    }
  });

  it('does not demand the organisation code check (contract §3): only the last digit', () => {
    const stem = '9135048177291888' + '8';
    const code = stem + creditCodeCheckDigit(stem);
    expect(creditCodeFault(code)).toBeNull();
    expect(organisationCodeHolds(code)).toBe(false);
  });

  it('refuses to compute over foreign characters, and calls a malformed organisation code wrong', () => {
    expect(() => creditCodeCheckDigit('9141078169489613O')).toThrow(RangeError);
    expect(organisationCodeHolds('short')).toBe(false);
    expect(organisationCodeHolds('9141078169489613AP')).toBe(false);
  });
});
