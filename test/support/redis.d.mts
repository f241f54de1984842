/** Types of redis.mjs, which jest's global setup loads without a transform. */
export interface ThrowAwayRedis {
  url: string;
  port: number;
  pid: number;
  stop: () => Promise<void>;
}

/** null where redis-server is not installed. */
export function startRedis(at?: number): Promise<ThrowAwayRedis | null>;
