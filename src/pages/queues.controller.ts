import { Controller, Get } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { Answer } from '../platform/http/answer.js';
import { From } from '../platform/http/asked.js';
import { Can } from '../platform/http/can.decorator.js';
import { Page, PAGES_PATH, Visiting } from '../platform/http/page.door.js';
import type { Visit } from '../platform/http/page.door.js';
import { Requested } from '../platform/http/requested.js';
import { shown } from './layout.js';
import { queuesPage } from './queues.page.js';
import { QueuesReader } from './queues.reader.js';

export const QUEUES_PATH = `${PAGES_PATH}/queues`;

/** The operator's look at the queues, for the administrator; what was given up is sent again through the API. */
@Controller()
export class QueuesController {
  constructor(private readonly queues: QueuesReader, private readonly config: Config) {}

  @Can('queue.read') @Page()
  @Get(QUEUES_PATH)
  async look(@From() requested: Requested, @Visiting() visit: Visit): Promise<Answer<null>> {
    requested.permit('queue.read');
    return shown({ title: '任务队列', visit, main: queuesPage(await this.queues.of(requested.caller.organisation.countyCode), this.config.countyZone) });
  }
}
