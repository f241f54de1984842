import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { HazardsModule } from '../hazards/hazards.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OaModule } from '../oa/oa.module.js';
import { ERROR_PAGE } from '../platform/http/page.door.js';
import { ArrivalController } from './arrival.controller.js';
import { errorPage } from './error.page.js';
import { TodosModule } from '../todos/todos.module.js';
import { EvidencePageController } from './evidence.controller.js';
import { HazardPageController } from './hazard.controller.js';
import { HazardShowing } from './hazard.showing.js';
import { HomeController } from './home.controller.js';
import { QueuesController } from './queues.controller.js';
import { QueuesReader } from './queues.reader.js';
import { PasswordPageController } from './password.controller.js';
import { SignInController } from './sign-in.controller.js';
import { WelcomeController } from './welcome.controller.js';

/** The few pages people look at, on the same services as the API. */
@Module({
  imports: [EvidenceModule, HazardsModule, IdentityModule, OaModule, TodosModule],
  controllers: [ArrivalController, EvidencePageController, HazardPageController, HomeController, PasswordPageController, QueuesController, SignInController, WelcomeController],
  providers: [HazardShowing, QueuesReader, { provide: ERROR_PAGE, useValue: errorPage }],
})
export class PagesModule {}
