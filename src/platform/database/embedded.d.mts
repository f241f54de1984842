/** Types of embedded.mjs, which has to stay plain JavaScript. */

export interface ClusterOptions {
  /** Kept between starts. Below a directory closed to the server's user the files live elsewhere, and `log` says where. */
  dataDir: string;
  /** A free one is taken when absent. */
  port?: number;
  /** false: for tests, no fsync. */
  durable: boolean;
  /** Made when missing; `ledger` when absent. */
  database?: string;
  /** The directory of another PostgreSQL's programs (15 or later): to test and to measure on what a bureau installs. */
  programs?: string;
  /** One Chinese sentence at a time, for people. */
  log?: (sentence: string) => void;
}

export interface Cluster {
  url: string;
  port: number;
  pid: number;
  /** Settles when the server is gone, whoever ended it. */
  exited: Promise<void>;
  /** Fast shutdown; returns when the server is gone. */
  stop: () => Promise<void>;
  /** Stops and deletes everything. */
  remove: () => Promise<void>;
}

export function startCluster(options: ClusterOptions): Promise<Cluster>;
