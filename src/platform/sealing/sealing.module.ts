import { Global, Module } from '@nestjs/common';
import { FieldSeal } from './field-seal.js';

/** Needs a provider of Config. */
@Global()
@Module({ providers: [FieldSeal], exports: [FieldSeal] })
export class SealingModule {}
