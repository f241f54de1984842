import { Module } from '@nestjs/common';
import { API_GUIDE } from './api-guide.js';
import { AuditModule } from './audit/audit.module.js';
import { ComparisonModule } from './comparison/comparison.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { HazardsModule } from './hazards/hazards.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { DOCUMENT_GUIDE } from './platform/http/openapi.guide.js';
import { OaModule } from './oa/oa.module.js';
import { PagesModule } from './pages/pages.module.js';
import { TodosModule } from './todos/todos.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { StandardsModule } from './standards/standards.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The composition root: the platform, then the features. */
@Module({
  imports: [
    HazardsModule, // first: routes are tried in this order, and what is read most is a hazard
    PlatformModule, IdentityModule, OrganisationsModule, SettingsModule, StandardsModule, EvidenceModule, ExchangeModule, AuditModule, TodosModule, OaModule, PagesModule,
    WebhooksModule,
    ComparisonModule, InspectionsModule,
    NoticesModule, SandboxModule,
  ],
  providers: [{ provide: DOCUMENT_GUIDE, useValue: API_GUIDE }],
})
export class AppModule {}
