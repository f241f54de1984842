import { Body, Controller, Get, Post } from '@nestjs/common';
import { judge, Refused } from '../domain/refusal.js';
import { PasswordService } from '../identity/sessions/password.service.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { sentencesOf } from '../platform/http/problem.js';
import { Requested } from '../platform/http/requested.js';
import { html } from './html.js';
import { form, PASSWORD_PATH, seeOther, shown } from './layout.js';
import { PasswordForm } from './sign-in.dto.js';

/** One's own password, by the same service as `PUT /auth/password`; whoever has one that somebody else has set comes here first. */
@Controller()
export class PasswordPageController {
  constructor(private readonly passwords: PasswordService) {}

  @Can('self.password') @Page()
  @Get(PASSWORD_PATH)
  page(@From() requested: Requested, @Visiting() visit: Visit): Answer<null> {
    requested.permit('self.password');
    return passwordPage(visit, null);
  }

  @Can('self.password') @Page()
  @Post(PASSWORD_PATH)
  async change(@From() requested: Requested, @Visiting() visit: Visit, @Body() { again, ...typed }: PasswordForm): Promise<Answer<null>> {
    requested.permit('self.password');
    try {
      judge(again === typed.newPassword ? [] : [{ code: 'RULE_BROKEN', params: { why: '两次输入的新密码不一致' } }]);
      await this.passwords.change(typed, requested);
      return seeOther(PAGES_PATH);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return passwordPage(visit, error);
    }
  }
}

function passwordPage(visit: Visit, refused: Refused | null): Answer<null> {
  const temporary = visit.caller?.passwordTemporary === true;
  const main = html`<section class="card narrow">
<h1>${temporary ? '请先设置新密码' : '修改密码'}</h1>
<p class="fine">${temporary ? '现在的密码是管理员设置的，只能用来登录：设置只有您自己知道的密码后，才能办理。' : '修改后，其他地方的登录随即失效。'}</p>
${refused && html`<p class="message bad" role="alert">${sentencesOf(refused).join('；')}</p>`}
${form(visit, PASSWORD_PATH, html`<label>当前密码<input type="password" name="currentPassword" autocomplete="current-password" required maxlength="1000" autofocus></label>
<label>新密码（10–128 个字符，不含用户名）<input type="password" name="newPassword" autocomplete="new-password" required minlength="10" maxlength="128"></label>
<label>再输入一次新密码<input type="password" name="again" autocomplete="new-password" required minlength="10" maxlength="128"></label>
<p class="actions"><button type="submit">保存新密码</button></p>`)}
</section>`;
  return shown({ title: '修改密码', visit, main, status: refused ? refused.status : 200 });
}
