import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { Listing } from '../organisations/listing.js';
import { DeliveriesModule } from '../platform/outbox/deliveries.module.js';
import { OutwardModule } from '../platform/outward/outward.module.js';
import { StorageModule } from '../platform/storage/storage.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ChannelController } from './channel.controller.js';
import { ChannelReader } from './channel.reader.js';
import { ChannelRepository } from './channel.repository.js';
import { ChannelService } from './channel.service.js';
import { ChannelTest } from './channel.test.js';
import { TestCalls } from './channel.test-calls.js';
import { Connector } from './connector.js';
import { CopyRepository } from './copy.repository.js';
import { DeputyDesks } from './deputies.work.js';
import { DeskRepository } from './desk.repository.js';
import { Lists } from './lists.js';
import { Pace } from './pace.js';
import { PaceRepository } from './pace.repository.js';
import { Patience } from './patience.js';
import { StrayRepository } from './stray.repository.js';
import { Strays } from './stray.work.js';
import { OaDeliveryController } from './delivery.controller.js';
import { OaDeliveryReader } from './delivery.reader.js';
import { OaDeliveryService } from './delivery.service.js';
import { OaWork } from './oa.work.js';
import { PersonService } from './person.service.js';
import { PersonSheets } from './person.sheets.js';
import { PersonTemplate } from './person.template.js';
import { ReachingOf } from './reaching.js';
import { Reconciliation } from './reconciliation.js';
import { ReconciliationRepository } from './reconciliation.repository.js';
import { SsoController } from './sso.controller.js';
import { SsoService } from './sso.service.js';
import { Teller } from './teller.js';
import { TicketRepository } from './ticket.repository.js';

/** The county's OA: todos are put on desks there and taken off, and whoever comes from there comes in (contract §5). */
@Module({
  imports: [DeliveriesModule, IdentityModule, OutwardModule, SettingsModule, StorageModule],
  controllers: [OaDeliveryController, ChannelController, SsoController],
  providers: [
    Listing, ChannelReader, ChannelRepository, ChannelService, ChannelTest, Connector, CopyRepository, DeputyDesks, DeskRepository, Lists, OaDeliveryReader,
    OaDeliveryService, OaWork, Pace, PaceRepository, Patience, PersonService, PersonSheets, PersonTemplate, ReachingOf, Reconciliation, ReconciliationRepository, SsoService, StrayRepository, Strays, Teller, TestCalls, TicketRepository,
  ],
  exports: [SsoService],
})
export class OaModule {}
