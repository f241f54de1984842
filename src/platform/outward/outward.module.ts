import { Module } from '@nestjs/common';
import { Outward } from './outward.js';

@Module({ providers: [Outward], exports: [Outward] })
export class OutwardModule {}
