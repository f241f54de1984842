import { describe, expect, it } from '@jest/globals';
import { fileNameOf } from './file-name.js';

const JPEG = ['jpg', 'jpeg'];

describe('the name of a file', () => {
  it.each([
    ['整改后.jpg', '整改后.jpg'], ['a.JPEG', 'a.JPEG'], ['..\\..\\windows\\a.jpg', 'a.jpg'], ['/etc/passwd', 'passwd.jpg'], ['../../x.jpg', 'x.jpg'],
    ['', '佐证.jpg'], ['...', '佐证.jpg'], ['.jpg', 'jpg.jpg'], ['a.exe', 'a.exe.jpg'], ['a.jpg.html', 'a.jpg.html.jpg'],
    ['a\u202egpj.exe', 'agpj.exe.jpg'], ['a\0\r\n\tb\u200b.jpg', 'a b.jpg'], ['a<b>:"|?*.jpg', 'a_b______.jpg'], ['cafe\u0301.jpg', 'café.jpg'],
    ['a\ud800.jpg', 'a.jpg'], [' a .jpg ', 'a .jpg'],
  ])('%j is offered as %j', (given, offered) => {
    expect(fileNameOf(given, JPEG)).toBe(offered);
  });

  it('has 200 characters at most, and keeps its end', () => {
    const name = fileNameOf(`${'隐'.repeat(500)}.jpeg`, JPEG);
    expect([[...name].length, name.endsWith('隐.jpeg')]).toEqual([200, true]);
    expect([...fileNameOf('𠀀'.repeat(300), JPEG)]).toHaveLength(200);
  });
});
