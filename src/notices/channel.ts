/**
 * A way out for what a person is to know. In-app is the digest's row itself, webhooks and the OA hang on the outbox (the
 * sweep's facts become events there); what is pushed to a person goes through this.
 */
export interface Letter {
  /** Stable: a receiver that keeps ids shows it once, whatever is sent again. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

export interface Channel {
  readonly name: string;
  /** Whether anything can go out at all. */
  readonly open: boolean;
  /** Throws Undeliverable where another try would be as vain, anything else where it may be tried again. */
  send: (letter: Letter) => Promise<void>;
}

/** Never to be tried again. The reason names no address. */
export class Undeliverable extends Error {}
