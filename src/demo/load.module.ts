import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { PlatformModule } from '../platform/platform.module.js';

/** As much of the application as loading the sandbox county takes. */
@Module({ imports: [PlatformModule, IdentityModule, OrganisationsModule] })
export class LoadModule {}
