import { Global, Module } from '@nestjs/common';
import { Calendar } from './calendar.js';
import { Wall } from './wall.js';

/** The two clocks (house: Clocks). */
@Global()
@Module({ providers: [Wall, Calendar], exports: [Wall, Calendar] })
export class ClockModule {}
