import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { ERROR_PAGE } from '../platform/http/page.door.js';
import { errorPage } from './error.page.js';
import { HomeController } from './home.controller.js';
import { SignInController } from './sign-in.controller.js';

/** The few pages people look at, on the same services as the API. */
@Module({
  imports: [IdentityModule],
  controllers: [HomeController, SignInController],
  providers: [{ provide: ERROR_PAGE, useValue: errorPage }],
})
export class PagesModule {}
