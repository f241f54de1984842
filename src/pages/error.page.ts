/** Every refusal a visitor meets, as a small page in Chinese; whoever is not signed in is asked to. */
import type { Answer } from '../platform/http/answer.js';
import { PAGES_PATH } from '../platform/http/page.door.js';
import type { ErrorPage, PageRequest } from '../platform/http/page.door.js';
import { titleOf } from '../platform/http/problem.js';
import { html } from './html.js';
import { PASSWORD_PATH, seeOther, shown, signInPath } from './layout.js';

export const errorPage: ErrorPage = ({ status, sentences }, request): Answer<null> => {
  const wanted = wantedOf(request);
  if (status === 401 && request.method === 'GET') return seeOther(signInPath(wanted));
  if (request.method === 'GET' && request.visit?.caller?.passwordTemporary) return seeOther(PASSWORD_PATH);
  const main = html`<section class="card notice">
<h1>${titleOf(status, 'zh')}</h1>
${sentences.map((sentence) => html`<p>${sentence}</p>`)}
<p class="actions"><a class="button" href="${status === 401 ? signInPath(wanted) : wanted}">${status === 401 ? '重新登录' : '返回'}</a></p>
<p class="fine">请求编号 ${request.asked.requestId}</p>
</section>`;
  return shown({ title: titleOf(status, 'zh'), visit: request.visit ?? null, main, status });
};

/** The page behind what was refused: forms are sent to the page that shows them, or to one below it. */
function wantedOf(request: PageRequest): string {
  if (request.method === 'GET') return (request.visit?.caller ? PAGES_PATH : request.originalUrl).slice(0, 500);
  const path = request.baseUrl + request.path;
  return path.endsWith('/sign-out') || path.endsWith('/sign-in') ? PAGES_PATH : path.replace(/\/evidence$/, '');
}
