import { Injectable } from '@nestjs/common';
import { Daily } from '../jobs/scheduled.js';
import { Deliveries } from './deliveries.js';

/** The log of deliveries is kept 90 days, by real time; what waits is never swept. */
const KEPT_MS = 90 * 86_400_000;
const BATCH_ROWS = 5_000;

@Daily('delivery-sweep')
@Injectable()
export class DeliverySweep {
  constructor(private readonly deliveries: Deliveries) {}

  async run(): Promise<void> {
    while ((await this.deliveries.sweep(KEPT_MS, BATCH_ROWS)) === BATCH_ROWS);
  }
}
