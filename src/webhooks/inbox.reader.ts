import { Injectable } from '@nestjs/common';
import type { Organisation } from '../domain/permission.js';
import { Listing } from '../organisations/listing.js';
import type { Counted } from '../organisations/listing.js';
import { selection } from '../platform/database/columns.js';
import { Conditions } from '../platform/database/conditions.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { inboxView } from './inbox.view.js';
import type { InboxView } from './inbox.view.js';
import { SandboxInboxEntity } from './webhook.entity.js';

const SELECT = selection(SandboxInboxEntity, 'm');

@Injectable()
export class InboxReader {
  constructor(private readonly listing: Listing) {}

  /** An organisation sees what was sent to its own receivers; the county bureau all of its county, and what bore no signature. */
  page(organisation: Organisation, query: PageQuery): Promise<Counted<InboxView>> {
    const bureau = organisation.kind === 'COUNTY_BUREAU';
    const where = new Conditions().and(
      (slot) => (bureau ? `(w.county_code = ${slot} or m.webhook_id is null)` : `w.organisation_id = ${slot}`),
      bureau ? organisation.countyCode : organisation.id);
    const from = 'sandbox_inbox m left join webhook w on w.id = m.webhook_id';
    return this.listing.page<SandboxInboxEntity, InboxView>({ select: SELECT, from, alias: 'm', where }, query, inboxView);
  }
}
