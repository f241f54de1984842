import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Bytes } from '../media/bytes.js';
import type { Config } from '../config/config.js';
import type { DiskFile } from './disk.file.js';
import { DiskStore, isKey } from './disk.store.js';
import { FileStore } from './store.js';
import type { Received } from './store.js';

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 30_000;
const ATTEMPTS = 3;

type Library = typeof import('@aws-sdk/client-s3');
export type S3Setting = NonNullable<Config['s3']>;

/**
 * Evidence in a bucket of any S3-compatible store. Uploads are received, looked at and hashed on the local disk as ever; `put`
 * sends the bytes with their hash in the signature, and resolves when the store has said that it has them. What is read comes
 * to the local disk first, so that what is sent on is what was hashed.
 */
export class S3Store extends FileStore {
  private loaded: Promise<{ client: S3Client; library: Library }> | null = null;

  constructor(private readonly setting: S3Setting, private readonly disk: DiskStore) {
    super();
  }

  receive(stream: Readable): Promise<Received> {
    return this.disk.receive(stream);
  }

  inspect<T>(received: Received, look: (bytes: Bytes) => Promise<T>): Promise<T> {
    return this.disk.inspect(received, look);
  }

  /** At most 20 MB in memory: the signature covers their SHA-256, so a store that got others refuses them. */
  async put(received: Received, key: string): Promise<void> {
    const { client, library } = await this.clientFor(key);
    const Body = await this.disk.inspect(received, (bytes) => bytes.read(0, bytes.size));
    await answered(client.send(new library.PutObjectCommand({ Bucket: this.setting.bucket, Key: key, Body, ContentLength: Body.length, Metadata: { sha256: received.sha256 } })));
    await this.disk.discard(received);
  }

  discard(received: Received): Promise<void> {
    return this.disk.discard(received);
  }

  async remove(key: string): Promise<void> {
    const { client, library } = await this.clientFor(key);
    await answered(client.send(new library.DeleteObjectCommand({ Bucket: this.setting.bucket, Key: key })));
  }

  async open(key: string): Promise<DiskFile | null> {
    const { client, library } = await this.clientFor(key);
    const got = await answered(client.send(new library.GetObjectCommand({ Bucket: this.setting.bucket, Key: key })).catch((error: unknown) => {
      if (error instanceof library.NoSuchKey) return null;
      throw error;
    }));
    return got && this.disk.openOnce(await answered(this.disk.receive(got.Body as Readable)));
  }

  discardReceivedBefore(instantMs: number): Promise<number> {
    return this.disk.discardReceivedBefore(instantMs);
  }

  async *keysBefore(instantMs: number): AsyncGenerator<string> {
    const { client, library } = await this.ready();
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = await answered(client.send(new library.ListObjectsV2Command({ Bucket: this.setting.bucket, ContinuationToken: token })));
      for (const { Key: key = '', LastModified: put } of page.Contents ?? []) if (isKey(key) && put && put.getTime() < instantMs) yield key;
      token = page.NextContinuationToken;
    }
  }

  private clientFor(key: string): ReturnType<S3Store['ready']> {
    if (!isKey(key)) return Promise.reject(new Error('not a key of ours'));
    return this.ready();
  }

  /** The client is loaded where it is used: a county on its own disk carries nothing of it in memory. */
  private ready(): Promise<{ client: S3Client; library: Library }> {
    return (this.loaded ??= import('@aws-sdk/client-s3').then((library) => {
      const { endpoint, region, accessKeyId, secretAccessKey } = this.setting;
      const client = new library.S3Client({
        endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true, maxAttempts: ATTEMPTS,
        // Trailing checksums are Amazon's own: the signed hash says the same to every store.
        requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
        requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, requestTimeout: ANSWER_WITHIN_MS },
      });
      return { client, library };
    }));
  }
}

/** A store that is away, or busy, is so for a while: operational.ts knows the words. One that refuses us is set up wrongly. */
async function answered<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
    if (status >= 400 && status < 500) throw error;
    throw new Error('the evidence store does not answer', { cause: error });
  }
}
