import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../domain/refusal.js';
import { CookieSessions } from '../identity/sessions/cookie-sessions.js';
import { ArrivalQuery } from '../oa/sso.dto.js';
import { SsoService } from '../oa/sso.service.js';
import type { Answer } from '../platform/http/answer.js';
import { Asked } from '../platform/http/asked.js';
import { Public, SignIn } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, sessionCookie } from '../platform/http/page.door.js';
import { IdPipe } from '../platform/http/validation.js';
import { seeOther } from './layout.js';

/** Where the links of a todo in the OA lead: with a ticket one is in, without one signs in as everywhere. */
@Controller()
export class ArrivalController {
  constructor(private readonly sso: SsoService, private readonly cookies: CookieSessions) {}

  @Public() @SignIn() @Page()
  @Get(`${PAGES_PATH}/oa/:channelId`)
  async arrive(
    @Param('channelId', IdPipe) channelId: string, @Query() { hazard, ticket }: ArrivalQuery, @Asked() asked: Asked, @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<null>> {
    const onward = hazard === undefined ? PAGES_PATH : `${PAGES_PATH}/hazards/${hazard}`;
    if (ticket === undefined) return seeOther(onward);
    const entered = await this.sso.enter(channelId, ticket, asked, `${PAGES_PATH}/oa`).catch(asUsed);
    if (entered) {
      const { refreshToken: _unused, ...claims } = entered;
      response.append('Set-Cookie', sessionCookie(await this.cookies.issue(claims), asked.secure));
    }
    return seeOther(onward);
  }
}

/** A link is opened once more, or too late: the ticket opens nothing, and the page behind it asks who it is. */
function asUsed(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}
