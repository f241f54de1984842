import { Controller, Get } from '@nestjs/common';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import type { Requested } from '../platform/http/requested.js';
import { html } from './html.js';
import { shown } from './layout.js';

/** The front page. */
@Controller()
export class HomeController {
  @Can('self.read') @Page()
  @Get(PAGES_PATH)
  home(@From() requested: Requested, @Visiting() visit: Visit): Answer<null> {
    requested.permit('self.read');
    return shown({ title: '首页', visit, main: html`<section class="card"><h2>已登录</h2><p>${requested.caller.name}，${requested.caller.organisation.name}</p></section>` });
  }
}
