import { Injectable } from '@nestjs/common';
import { Every } from '../platform/jobs/scheduled.js';
import { DeskRepository } from './desk.repository.js';

const EVERY_MS = 60_000;

/** A delegation begins and ends by the clock, and nobody acts then: the desks of deputies follow within a minute. */
@Every({ id: 'oa-deputies', schedule: { everyMs: EVERY_MS } })
@Injectable()
export class DeputyDesks {
  constructor(private readonly desks: DeskRepository) {}

  run(): Promise<number> {
    return this.desks.deputies();
  }
}
