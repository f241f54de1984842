import { describe, expect, it } from '@jest/globals';
import { disposition, partOf, rangeOf } from './download.js';

describe('ranges', () => {
  it.each([
    ['bytes=0-0', 0, 0], ['bytes=10-', 10, 99], ['bytes=-10', 90, 99], ['bytes=-1000', 0, 99], ['bytes=90-1000', 90, 99], ['BYTES = 1-2 ', 1, 2],
  ])('%s', (header, first, last) => {
    expect(rangeOf(header, 100)).toEqual({ first, last });
  });

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=1-2-3'])('the whole for %s', (header) => {
    expect(rangeOf(header, 100)).toBeNull();
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s lies behind the end', (header) => {
    expect(() => rangeOf(header, 100)).toThrow('RANGE_NOT_SATISFIABLE');
  });

  it('of another content are not answered', () => {
    const content = { etag: '"a"', sizeBytes: 100 };
    expect(partOf({ range: 'bytes=0-9', ifRange: '"a"' }, content)).toEqual({ first: 0, last: 9, whole: false });
    expect(partOf({ range: 'bytes=0-9', ifRange: '"b"' }, content)).toEqual({ first: 0, last: 99, whole: true });
  });
});

describe('the name of a download', () => {
  it('is told to old programs and to new ones, and ends no header', () => {
    expect(disposition('整改后 (1).jpg')).toBe(`attachment; filename="___ (1).jpg"; filename*=UTF-8''%E6%95%B4%E6%94%B9%E5%90%8E%20%281%29.jpg`);
    expect(disposition('a"b\r\n%.pdf')).toBe(`attachment; filename="a_b___.pdf"; filename*=UTF-8''a%22b%0D%0A%25.pdf`);
  });
});
