import { Module } from '@nestjs/common';
import { Listing } from '../organisations/listing.js';
import { DeliveriesModule } from '../platform/outbox/deliveries.module.js';
import { OutwardModule } from '../platform/outward/outward.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryService } from './delivery.service.js';
import { FanOut } from './fan-out.js';
import { FeedController } from './feed.controller.js';
import { FeedReader } from './feed.reader.js';
import { FeedRepository } from './feed.repository.js';
import { InboxController } from './inbox.controller.js';
import { InboxReader } from './inbox.reader.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { RetrySchedule } from './retry.js';
import { Post } from './post.js';
import { WebhookSender } from './sender.js';
import { Targets } from './targets.js';
import { Unreachable } from './unreachable.js';
import { WebhookController } from './webhook.controller.js';
import { WebhookReader } from './webhook.reader.js';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookService } from './webhook.service.js';

/** What happened, told to other systems: webhooks, and the feed of events to reconcile with (contract §5). */
@Module({
  imports: [SettingsModule, DeliveriesModule, OutwardModule],
  controllers: [WebhookController, DeliveryController, FeedController, InboxController],
  providers: [
    Listing, WebhookReader, WebhookRepository, WebhookService, DeliveryService, Targets, RetrySchedule, FeedReader, FeedRepository, FanOut, Post, WebhookSender,
    Unreachable, InboxReader, InboxRepository, InboxService,
  ],
})
export class WebhooksModule {}
