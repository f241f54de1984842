/** The frame of every page: small, in Chinese, without scripts and without anything from elsewhere. */
import type { Answer } from '../platform/http/answer.js';
import { FORM_KEY, FORM_TOKEN, FORM_VERSION, PAGES_PATH } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { v7 as uuidv7 } from 'uuid';
import { html } from './html.js';
import type { Html, Part } from './html.js';
import { STYLE_PATH } from './stylesheet.js';

/** One's own password. */
export const PASSWORD_PATH = `${PAGES_PATH}/password`;

export interface Shown {
  title: string;
  /** Who looks; null on pages for nobody in particular. */
  visit: Visit | null;
  main: Html;
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

/** Nothing runs, nothing is fetched from elsewhere, forms go only to us, and no other site frames us. */
const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
  'Referrer-Policy': 'same-origin',
};

/** The page as an answer of a controller. */
export function shown({ title, visit, main, status = 200, headers = {} }: Shown): Answer<null> {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · 隐患台账</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header class="top"><div class="inner">
<a class="brand" href="${PAGES_PATH}">隐患台账</a>
${visit?.caller && visitor(visit)}
</div></header>
<main class="inner">
${main}
</main>
</body>
</html>
`;
  return { status, body: null, text: page.text, headers: { ...PAGE_HEADERS, ...headers } };
}

const visitor = (visit: Visit): Html => html`<div class="visitor">
<span class="who"><a href="${PASSWORD_PATH}" title="修改密码">${visit.caller?.name}</a><small>${visit.caller?.organisation.name}</small></span>
${form(visit, `${PAGES_PATH}/sign-out`, html`<button class="plain" type="submit">退出</button>`)}
</div>`;

/** One that sends a file along. */
export const fileForm = (visit: Visit, action: string, fields: Part): Html => html`<form method="post" action="${action}" enctype="multipart/form-data">
${ours(visit)}
${fields}
</form>`;

const ours = ({ formToken }: Visit): Html => html`<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<input type="hidden" name="${FORM_KEY}" value="${uuidv7()}">`;

/** A form that the door will take back: ours, this visitor's. `version`: of what it was shown with; judged like If-Match. */
export const form = (visit: Visit, action: string, fields: Part, version?: number): Html => html`<form method="post" action="${action}">
${ours(visit)}
${version !== undefined && html`<input type="hidden" name="${FORM_VERSION}" value="${version}">`}
${fields}
</form>`;

/** After a form was taken: the browser fetches the page anew, and going back does not send it again. */
export const seeOther = (path: string, headers: Readonly<Record<string, string>> = {}): Answer<null> =>
  ({ status: 303, body: null, text: '', headers: { ...PAGE_HEADERS, Location: path, ...headers } });

/** Where a visitor wanted to go; anything but a page of ours is the front page. */
export function onwards(next: string | undefined): string {
  const ours = next !== undefined && /^\/pages(\/[\w./-]*)?(\?[\w=&.%-]*)?$/.test(next) && !next.includes('..') && !next.includes('//');
  return ours ? next : PAGES_PATH;
}

export const signInPath = (next: string): string => `${PAGES_PATH}/sign-in?next=${encodeURIComponent(next)}`;
