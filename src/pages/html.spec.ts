import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';

const ATTACK = `<script>alert("1")</script>&'`;
const SHOWN = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;';

describe('html', () => {
  it('shows text as text, in elements and in attributes, alone and in lists', () => {
    expect(html`<p title="${ATTACK}">${ATTACK}</p>${[ATTACK, html`<b>${ATTACK}</b>`]}`.text)
      .toBe(`<p title="${SHOWN}">${SHOWN}</p>${SHOWN}<b>${SHOWN}</b>`);
  });

  it('says nothing of what is not there, and a zero', () => {
    expect(html`<p>${null}${undefined}${false}${''}${0}</p>`.text).toBe('<p>0</p>');
  });

  it('takes no look-alike for html', () => {
    expect(html`${{ text: ATTACK }}`.text).toBe('[object Object]');
  });

  it('refuses a value where no quotes hold it', () => {
    expect(() => html`<a href=${'x onclick=y'}>`).toThrow('outside of quotes');
    expect(() => html`<input ${'onfocus=alert(1)'}>`).toThrow('outside of quotes');
    expect(() => html`<a href="${'x'}" title=${'y onclick=z'}>`).toThrow('outside of quotes');
    expect(html`<input ${html`checked`}>`.text).toBe('<input checked>');
  });
});
