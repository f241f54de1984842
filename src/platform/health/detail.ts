/** What a feature adds to `/health/ready`: shown, never failing it. Words, no counts and no addresses (security S40). */
import { DiscoveryService } from '@nestjs/core';

export interface ReadyDetail {
  look: () => Promise<string>;
}

/** `@ReadyDetailOf('workingCalendar')` on a provider; its `look` answers the word shown under that name. */
export const ReadyDetailOf = DiscoveryService.createDecorator<string>();
