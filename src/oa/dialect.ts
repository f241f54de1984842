/** How one OA product is spoken to, as data (oa-dialects §1.7): a county with a house-built portal is a profile, not a release. */

/** JSON with `{name}` in its texts; a text that is one placeholder alone becomes the value itself. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [key: string]: Template };
export type Texts = Readonly<Record<string, string>>;

export interface Call {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  query?: Texts;
  headers?: Texts;
  /** JSON unless `form` is said; a GET has none. */
  body?: Template;
  form?: true;
}

/** Every condition must hold. `at` is a path into the answer's JSON: `content.success`, `items.0.id`. */
export interface Condition {
  status?: readonly number[];
  at?: string;
  equals?: string | number | boolean;
  /** A regular expression on the text at `at`, as RE2 knows them: no look-around, no back references, and never slow. */
  matches?: string;
  /** Null, absent, or an empty text. */
  empty?: true;
  filled?: true;
}
export type Rule = readonly Condition[];

/** What an answer means; the first kind of which a rule holds, in this order. What no rule knows is tried again. */
export interface Rules {
  /** The token is no good any more: a new one, once, and again. */
  token: readonly Rule[];
  /** Nobody there has this id: parked at once. */
  person: readonly Rule[];
  /** It is there, or done, already: as good as ok. */
  already: readonly Rule[];
  /** There is nothing to close there. */
  gone: readonly Rule[];
  ok: readonly Rule[];
  /** Will never be taken as it is: parked. */
  permanent: readonly Rule[];
}

export type Signature =
  | { kind: 'NONE' }
  /** Account of the interface: `secrets.user`, `secrets.password`. */
  | { kind: 'BASIC' }
  /** 专有钉钉 (oa-dialects §1.4). */
  | { kind: 'HMAC_PATH'; address: string; mac: string }
  /** TIF gateways (§1.5). `otherwise`: where the site gives no `tifToken`. */
  | { kind: 'TIF'; paasId: string; otherwise?: 'BODY_HMAC' }
  /** Sorted `k=v` pairs and the secret, digested into a field. */
  | { kind: 'SORTED_DIGEST'; field: string; secretName: string }
  /** `X-Ledger-Signature: sha256=…` over timestamp, nonce, method, path and body, by `secrets.appSecret` or, without it, the secret of the channel's sign-on. */
  | { kind: 'BODY_HMAC' };

export interface TokenCall {
  call: Call;
  /** Where the token stands in the answer, and where for how many seconds it is good. */
  at: string;
  secondsAt: string | null;
  seconds: number;
  sentAs: { header: string } | { query: string };
}

/**
 * What is open there for `{person}`: compared with ours at night, and asked before a second try of `open` where a repeat would
 * make a second row. Read page by page (`{page}`, from `first`) until one brings less than `size`, or nothing new.
 */
export interface ListCall {
  call: Call;
  /** The same for one id alone, where there is such a call. */
  find: Call | null;
  items: string;
  id: string;
  pages: { first: number; size: number } | null;
  beforeRepeat: boolean;
}

export interface Profile {
  dialect: string;
  label: string;
  timeFormat: 'SECONDS' | 'MINUTES' | 'MILLISECONDS' | 'ISO';
  /** What a call to open does that arrives after the one that closed: nothing, or it opens again (then we close once more). */
  lateOpening: 'IGNORED' | 'REOPENS';
  /** Whether `done` and `cancelled`, said once more, end it once more: where there is no list, for some nights they are. */
  endingAgain: boolean;
  signature: Signature;
  token: TokenCall | null;
  open: Call;
  /** Says of what is open that it still is, and rings no bell: what a hand ended there is open again. Null where there is no such call. */
  standing: Call | null;
  done: Call;
  cancelled: Call;
  list: ListCall | null;
  rules: Rules;
  titleCharacters: number;
  /** Where the answer to `open` names its own id. */
  remoteIdAt: string | null;
  /** What a site must give. */
  parameters: readonly string[];
  secrets: readonly string[];
  /** What it may give besides; of these all or none. */
  optional?: { parameters: readonly string[]; secrets: readonly string[] };
  ratePerMinute: number;
  /** What it cannot do, for whoever sets it up. */
  note: string;
}

/** How the night looks at an OA: by its lists; by saying endings once more, because nobody can look; not at all. */
export type Way = 'LIST' | 'REPEAT' | 'NONE';
export const wayOf = ({ list, endingAgain }: Pick<Profile, 'list' | 'endingAgain'>): Way => (list ? 'LIST' : endingAgain ? 'REPEAT' : 'NONE');
