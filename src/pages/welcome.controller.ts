import { Controller, Get, Req } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request } from 'express';
import { refuse } from '../domain/refusal.js';
import type { Answer } from '../platform/http/answer.js';
import { Public } from '../platform/http/can.decorator.js';
import { PAGES_PATH } from '../platform/http/page.door.js';
import { html } from './html.js';
import { shown } from './layout.js';

/** Whoever types the bare address into a browser is shown the two ways on; a program is told that nothing is here. */
@Controller()
export class WelcomeController {
  @Public() @ApiExcludeEndpoint()
  @Get('/')
  welcome(@Req() request: Request): Answer<null> {
    if (request.accepts(['json', 'html']) !== 'html') throw refuse('ROUTE_NOT_FOUND');
    return shown({ title: '首页', visit: null, main: MAIN, headers: { Vary: 'Accept' } });
  }
}

const MAIN = html`<section class="card narrow">
<h1>安全生产隐患台账</h1>
<p class="fine">企业、镇应急管理中心、县应急管理局在同一本台账上登记、签字、确认、整改、验收、销号。</p>
<p class="actions"><a class="button" href="${PAGES_PATH}">登录办理待办</a></p>
<p class="actions"><a class="button other" href="/docs/">接口文档（Swagger UI）</a></p>
<p class="fine">For developers: <a href="/docs/">/docs</a>, OpenAPI <a href="/docs-json">/docs-json</a>, base path <code>/api/v1</code></p>
</section>`;
