/** Requests a minute, counted per process: of a person, a key, all of an organisation; its exports; sign-ins from an address. */
export interface RateLimitOptions { person: number; key: number; organisation: number; export: number; signIn: number }

/** What the door needs from the configuration: `Config` has it all. */
export interface HttpOptions {
  readonly rateLimits: RateLimitOptions;
  /** Peers (addresses or CIDR ranges) whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly cursorSecret: string;
  /** Figures are open to everybody in the sandbox; elsewhere to this machine, and to who has this token. */
  readonly sandbox: boolean;
  readonly metricsToken: string | null;
  /** pino's levels, or silent. */
  readonly logLevel: string;
}

export const HTTP_OPTIONS = Symbol('HTTP_OPTIONS');
