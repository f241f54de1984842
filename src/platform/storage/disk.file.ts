import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Bytes } from '../media/bytes.js';
import type { OpenFile } from './store.js';

/** One handle for hashing and for sending: what is sent is the file that was hashed. */
export class DiskFile implements OpenFile {
  constructor(private readonly handle: FileHandle, readonly sizeBytes: number) {}

  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    for await (const piece of new Bytes(this.handle, this.sizeBytes).pieces()) hash.update(piece);
    return hash.digest('hex');
  }

  stream(first: number, last: number): Readable {
    return this.handle.createReadStream({ start: first, end: last });
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
