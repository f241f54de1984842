/**
 * Looks a name up without holding a thread. The system's own way (getaddrinfo) takes one of the four threads of the process and cannot
 * be called off: four names whose service does not answer would hold all, and files, seals and every other look-up with them.
 * So: the hosts file as an administrator wrote it, then the name service by sockets of our own, which end in time; and only a
 * name that is not known there goes the system's way (search domains, other sources), one at a time.
 */
import { lookup, Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Address { address: string; family: number }

/** A host's name has no more characters; whatever is longer is asked of nobody. */
const NAME_LENGTH_MAX = 253;
const TRY_MS = 1_500;
const TRIES = 2;
/** The whole look-up, however many servers are asked. */
const WITHIN_MS = 5_000;
/** Where one kind of address has come, the other is waited for so long. */
const OTHER_KIND_MS = 250;
const HOSTS_MAX_CHARACTERS = 1_000_000;
/** What a name service says of a name it does not know, and what is said where there is no name service at all. */
const UNKNOWN = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED', 'EREFUSED', 'ENOTIMP']);

/** Of the lines `address name name…  # remark`, in their order. */
export function inHosts(text: string, host: string): Address[] {
  return text.slice(0, HOSTS_MAX_CHARACTERS).split('\n').flatMap((line) => {
    const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    return isIP(address) !== 0 && names.some((name) => name.toLowerCase() === host) ? [{ address, family: isIP(address) }] : [];
  });
}

export class NameService {
  private systemsTurn: Promise<unknown> = Promise.resolve();

  /** @param servers Other than those of the system; tests put their own here. */
  constructor(
    private readonly servers: readonly string[] = [],
    private readonly hostsFile = '/etc/hosts',
    private readonly system: (host: string) => Promise<Address[]> = (host) => lookup(host, { all: true }),
    private readonly withinMs = WITHIN_MS,
  ) {}

  /** Throws where nobody knows the name, or nobody answers in time. `host` in lower case. */
  async addressesOf(host: string): Promise<Address[]> {
    if (host.length > NAME_LENGTH_MAX) throw new Error('the name is too long');
    const listed = inHosts(await readFile(this.hostsFile, 'utf8').catch(() => ''), host);
    if (listed.length > 0) return listed;
    try {
      return await this.asked(host);
    } catch (error) {
      if (!UNKNOWN.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      return this.bySystem(host);
    }
  }

  private async asked(host: string): Promise<Address[]> {
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
    if (this.servers.length > 0) resolver.setServers(this.servers);
    const timer = setTimeout(() => resolver.cancel(), this.withinMs);
    const [four, six] = [resolver.resolve4(host), resolver.resolve6(host)].map((kind, index) => kind.then((found) => found.map((address) => ({ address, family: index === 0 ? 4 : 6 }))));
    try {
      return await both(four ?? NONE, six ?? NONE);
    } finally {
      clearTimeout(timer);
      resolver.cancel();
    }
  }

  /** A name that hangs here holds one thread, never two. */
  private async bySystem(host: string): Promise<Address[]> {
    const mine = this.systemsTurn.then(() => this.system(host));
    this.systemsTurn = mine.catch(() => undefined);
    return mine;
  }
}

const NONE: Promise<Address[]> = Promise.resolve([]);

/** All there are; the first refusal where there are none. */
async function both(four: Promise<Address[]>, six: Promise<Address[]>): Promise<Address[]> {
  const none: Address[] = [];
  const soon = (other: Promise<Address[]>): Promise<Address[]> => Promise.race([other.catch(() => none), pause(OTHER_KIND_MS, none, { ref: false })]);
  const first = await Promise.any([four, six]).catch(() => null);
  if (first === null) return four;
  const [early, late] = await Promise.all([soon(four), soon(six)]);
  return [...early, ...late];
}
