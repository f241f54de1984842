import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../domain/refusal.js';
import { AuthService } from '../identity/sessions/auth.service.js';
import { CookieSessions } from '../identity/sessions/cookie-sessions.js';
import type { Answer } from '../platform/http/answer.js';
import { Asked, From } from '../platform/http/asked.js';
import { Can, Public, SignIn } from '../platform/http/can.decorator.js';
import { endedSessionCookie, Page, PAGES_PATH, sessionCookie, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { sentencesOf } from '../platform/http/problem.js';
import type { Requested } from '../platform/http/requested.js';
import { html } from './html.js';
import { form, onwards, seeOther, shown } from './layout.js';
import { SignInForm, SignInQuery } from './sign-in.dto.js';
import { STYLE_PATH, STYLESHEET } from './stylesheet.js';

const PATH = `${PAGES_PATH}/sign-in`;
/** Its address changes with its content. */
const FOR_EVER = { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' };

/** Signing in and out with a browser: the same accounts, lock-out and sessions as `/auth/*`. */
@Controller()
export class SignInController {
  constructor(private readonly auth: AuthService, private readonly cookies: CookieSessions) {}

  @Public() @Page()
  @Get(PATH)
  page(@Visiting() visit: Visit, @Query() query: SignInQuery): Answer<null> {
    return visit.caller ? seeOther(onwards(query.next)) : signInPage(visit, onwards(query.next), null);
  }

  @Public() @SignIn() @Page()
  @Post(PATH)
  async signIn(@Body() body: SignInForm, @Asked() asked: Asked, @Visiting() visit: Visit, @Res({ passthrough: true }) response: Response): Promise<Answer<null>> {
    try {
      const { refreshToken: _unused, ...claims } = await this.auth.enter(body, asked, PATH);
      response.append('Set-Cookie', sessionCookie(await this.cookies.issue(claims), asked.secure));
      return seeOther(onwards(body.next));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return signInPage(visit, onwards(body.next), error);
    }
  }

  @Can('self.sign-out') @Page()
  @Post(`${PAGES_PATH}/sign-out`)
  async signOut(@From() requested: Requested, @Asked() asked: Asked, @Res({ passthrough: true }) response: Response): Promise<Answer<null>> {
    await this.auth.logout(requested);
    response.append('Set-Cookie', endedSessionCookie(asked.secure));
    return seeOther(PATH);
  }

  @Public() @Page()
  @Get(STYLE_PATH)
  style(): Answer<null> {
    return { status: 200, body: null, text: STYLESHEET, headers: FOR_EVER };
  }
}

function signInPage(visit: Visit, next: string, refused: Refused | null): Answer<null> {
  const main = html`<section class="card narrow">
<h1>登录</h1>
<p class="fine">安全生产隐患台账</p>
${refused && html`<p class="message bad" role="alert">${sentencesOf(refused).join('；')}</p>`}
${form(visit, PATH, html`<input type="hidden" name="next" value="${next}">
<label>用户名<input type="text" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" autofocus></label>
<label>密码<input type="password" name="password" autocomplete="current-password" required maxlength="1000"></label>
<p class="actions"><button type="submit">登录</button></p>`)}
</section>`;
  const status = refused ? refused.status : 200;
  const { retryAfterSeconds } = refused?.extra ?? {};
  return shown({ title: '登录', visit, main, status, ...(typeof retryAfterSeconds === 'number' && { headers: { 'Retry-After': String(retryAfterSeconds) } }) });
}
