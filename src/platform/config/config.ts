import type { RateLimitOptions } from '../http/options.js';

/** Every setting of the process, read once from the environment. `.env.example` lists the same names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings are wrong: says which, and how to set each. */
export class ConfigFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['配置不完整，服务不能启动：', ...faults.map((fault) => `  - ${fault}`), '示例见 .env.example'].join('\n'));
  }
}

const SECRET_LENGTH = 32;
const DEMO_SECRETS = /^(demo|example|change-?me|示例)/i;

export class Config {
  /** SANDBOX: true opens `/sandbox/*` and the movable clock; never in production. */
  readonly sandbox: boolean;
  /** PORT, HOST: where the API listens. */
  readonly port: number;
  readonly host: string;
  /** DATABASE_URL: PostgreSQL ≥ 15. DATABASE_POOL: connections of this process. */
  readonly databaseUrl: string;
  readonly databasePool: number;
  /** REDIS_URL: BullMQ on Redis; absent, BullMQ on PostgreSQL. */
  readonly redisUrl: string | null;
  /** DATA_DIR: evidence files and the anchors written outside the database. */
  readonly dataDir: string;
  /** S3_BUCKET and the rest of S3_*: evidence in an S3-compatible store; absent, on the local disk. */
  readonly s3: { endpoint: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string } | null;
  /** TOKEN_SECRET signs sessions, KEY_PEPPER hashes API keys, CURSOR_SECRET seals cursors. */
  readonly tokenSecret: string;
  readonly keyPepper: string;
  readonly cursorSecret: string;
  /** FIELD_KEYS: `id:base64(32 bytes)`, comma separated; the first one seals, all open. */
  readonly fieldKeys: ReadonlyMap<string, Buffer>;
  /** TRUSTED_PROXIES: peers whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** RATE_LIMIT_PERSON, _KEY, _ORGANISATION, _EXPORT, _SIGN_IN: requests a minute, counted per process. */
  readonly rateLimits: RateLimitOptions;
  /** METRICS_TOKEN: who may read /metrics from elsewhere than this machine (Bearer). */
  readonly metricsToken: string | null;
  /** SMTP_URL: the server that sends the daily digest, smtp(s)://user:password@host:port; absent, none goes out. MAIL_FROM: its sender. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** PUBLIC_URL: where people reach the service, without a trailing slash: links in what goes out. */
  readonly publicUrl: string;
  /** LOG_LEVEL: trace … fatal, silent. */
  readonly logLevel: string;
  /** COUNTY_ZONE: the zone in which the county's days begin and end. */
  readonly countyZone: string;
  /** DEMO_PASSWORD: password of the sandbox accounts (sandbox only). */
  readonly demoPassword: string | null;
  /** LAUNCHED: true where a launcher started this process: it ends when the launcher does. */
  readonly launched: boolean;

  constructor(env: Environment = process.env) {
    const read = new Reader(env);
    this.sandbox = read.flag('SANDBOX');
    this.port = read.whole('PORT', 3000, 0, 65_535);
    this.host = read.text('HOST', '0.0.0.0');
    this.databaseUrl = read.required('DATABASE_URL', 'postgresql://用户:密码@主机:5432/库名');
    this.databasePool = read.whole('DATABASE_POOL', 10, 4, 100);
    this.redisUrl = read.text('REDIS_URL', '') || null;
    this.dataDir = read.required('DATA_DIR', '存放佐证文件和锚点的目录，例如 /var/lib/hazard-ledger');
    this.s3 = read.text('S3_BUCKET', '') ? {
      bucket: read.text('S3_BUCKET', ''), endpoint: read.address('S3_ENDPOINT', 'https://对象存储的地址'), region: read.text('S3_REGION', 'us-east-1'),
      accessKeyId: read.required('S3_ACCESS_KEY_ID', '对象存储的访问账号'), secretAccessKey: read.required('S3_SECRET_ACCESS_KEY', '对象存储的访问密钥'),
    } : null;
    this.tokenSecret = read.secret('TOKEN_SECRET', this.sandbox);
    this.keyPepper = read.secret('KEY_PEPPER', this.sandbox);
    this.cursorSecret = read.secret('CURSOR_SECRET', this.sandbox);
    this.fieldKeys = read.keys('FIELD_KEYS');
    this.trustedProxies = read.text('TRUSTED_PROXIES', '').split(',').map((peer) => peer.trim()).filter(Boolean);
    this.rateLimits = {
      person: read.whole('RATE_LIMIT_PERSON', 1_200, 1, 10_000_000),
      key: read.whole('RATE_LIMIT_KEY', 6_000, 1, 10_000_000),
      organisation: read.whole('RATE_LIMIT_ORGANISATION', 30_000, 1, 10_000_000),
      export: read.whole('RATE_LIMIT_EXPORT', 30, 1, 10_000_000),
      signIn: read.whole('RATE_LIMIT_SIGN_IN', 60, 1, 10_000_000),
    };
    this.metricsToken = read.text('METRICS_TOKEN', '') || null;
    if (this.metricsToken && this.metricsToken.length < SECRET_LENGTH) read.faults.push(`METRICS_TOKEN：至少 ${SECRET_LENGTH} 个字符`);
    this.smtpUrl = read.url('SMTP_URL', ['smtp:', 'smtps:']);
    this.mailFrom = read.text('MAIL_FROM', '');
    if (this.smtpUrl && !this.mailFrom) read.faults.push('MAIL_FROM：设置 SMTP_URL 时须有发件地址，例如 ledger@example.gov.cn');
    this.publicUrl = (read.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://127.0.0.1:${this.port}`).replace(/\/+$/, '');
    this.logLevel = read.text('LOG_LEVEL', 'info');
    this.countyZone = read.text('COUNTY_ZONE', 'Asia/Shanghai');
    this.demoPassword = read.text('DEMO_PASSWORD', '') || null;
    if (this.demoPassword && !this.sandbox) read.faults.push('DEMO_PASSWORD：正式环境不得设置演示密码');
    this.launched = read.flag('LAUNCHED');
    if (read.faults.length > 0) throw new ConfigFault(read.faults);
  }
}

class Reader {
  readonly faults: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string, fallback: string): string {
    return this.env[name]?.trim() || fallback;
  }

  /** null where it is not set. */
  url(name: string, protocols: readonly string[]): string | null {
    const value = this.text(name, '');
    const sound = value === '' || (URL.canParse(value) && protocols.includes(new URL(value).protocol));
    if (!sound) this.faults.push(`${name}：须为 ${protocols.map((one) => `${one}//`).join(' 或 ')} 开头的网址`);
    return sound && value !== '' ? value : null;
  }

  required(name: string, how: string): string {
    const value = this.text(name, '');
    if (!value) this.faults.push(`${name}：未设置。应为 ${how}`);
    return value;
  }

  address(name: string, how: string): string {
    const value = this.required(name, how);
    if (value && !/^https?:\/\/[^\s/]+\/?$/.test(value)) this.faults.push(`${name}：须为 http(s) 地址，不带路径`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.text(name, 'false');
    if (!['true', 'false'].includes(value)) this.faults.push(`${name}：须为 true 或 false`);
    return value === 'true';
  }

  whole(name: string, fallback: number, min: number, max: number): number {
    const value = Number(this.text(name, String(fallback)));
    if (!Number.isInteger(value) || value < min || value > max) this.faults.push(`${name}：须为 ${min} 到 ${max} 的整数`);
    return value;
  }

  /** At least 32 characters; outside the sandbox not one that an example or the demo uses. */
  secret(name: string, sandbox: boolean): string {
    const value = this.required(name, `至少 ${SECRET_LENGTH} 个字符的随机串（openssl rand -base64 48）`);
    if (value && value.length < SECRET_LENGTH) this.faults.push(`${name}：至少 ${SECRET_LENGTH} 个字符`);
    if (value && !sandbox && DEMO_SECRETS.test(value)) this.faults.push(`${name}：正式环境不得使用演示用的值`);
    return value;
  }

  keys(name: string): Map<string, Buffer> {
    const value = this.required(name, 'k1:<base64 的 32 字节>（openssl rand -base64 32）');
    const keys = new Map<string, Buffer>();
    for (const part of value.split(',').filter(Boolean)) {
      const [id = '', secret = ''] = part.trim().split(':');
      const bytes = Buffer.from(secret, 'base64');
      if (!/^[a-z0-9]{1,8}$/.test(id) || bytes.length !== 32) this.faults.push(`${name}：每一项须为 编号:base64(32 字节)`);
      else keys.set(id, bytes);
    }
    return keys;
  }
}
