/** What every connection of the service is under: a role that cannot change history, limits on all waiting, UTC. */
export const SESSION = {
  role: 'ledger_app', statement_timeout: 10_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 10_000, timezone: 'UTC',
  // what is estimated to be long here never is; compiling it takes longer than running it
  jit: 'off',
} as const;

/** As PostgreSQL takes them when a connection is made. */
export const sessionOptions = (settings: Readonly<Record<string, string | number>>): string =>
  Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`).join(' ');
