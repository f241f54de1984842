import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Config } from '../config/config.js';
import { Bytes } from '../media/bytes.js';
import { DiskFile } from './disk.file.js';
import { FileStore } from './store.js';
import type { Received } from './store.js';

/** Letters, digits and hyphens between single slashes: no key can name a place outside the directory. */
const KEY = /^[A-Za-z0-9-]{1,64}(\/[A-Za-z0-9-]{1,64}){0,5}$/;
export const isKey = (text: string): boolean => KEY.test(text);
const NAME = /^[0-9a-f-]{36}$/;
/** A name that no key can have. */
const INCOMING = '.incoming';
const ONLY_US = { directory: 0o700, file: 0o600 };

/** House, Files: temporary name, fsync, rename, fsync of the directory; only then may a row name it. */
@Injectable()
export class DiskStore extends FileStore {
  private readonly root: string;

  constructor(config: Config) {
    super();
    this.root = join(config.dataDir, 'evidence');
  }

  async receive(stream: Readable): Promise<Received> {
    const name = uuidv7();
    await mkdir(join(this.root, INCOMING), { recursive: true, mode: ONLY_US.directory });
    const handle = await open(this.incoming(name), 'wx', ONLY_US.file);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      await pipeline(stream, async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) {
          hash.update(piece);
          await handle.writeFile(piece);
          sizeBytes += piece.length;
        }
      });
      await handle.sync();
      return { name, sizeBytes, sha256: hash.digest('hex') };
    } catch (error) {
      await rm(this.incoming(name), { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }

  async inspect<T>(received: Received, look: (bytes: Bytes) => Promise<T>): Promise<T> {
    const handle = await open(this.incoming(received.name), 'r');
    try {
      return await look(new Bytes(handle, received.sizeBytes));
    } finally {
      await handle.close();
    }
  }

  async put(received: Received, key: string): Promise<void> {
    const path = this.placeOf(key);
    const made = await mkdir(dirname(path), { recursive: true, mode: ONLY_US.directory });
    await rename(this.incoming(received.name), path);
    await syncDirectory(dirname(path));
    if (made !== undefined) await this.syncAbove(dirname(path));
  }

  async discard(received: Received): Promise<void> {
    await rm(this.incoming(received.name), { force: true });
  }

  async remove(key: string): Promise<void> {
    await rm(this.placeOf(key), { force: true });
  }

  /** Never through a link: what we wrote is a file. */
  async open(key: string): Promise<DiskFile | null> {
    try {
      const handle = await open(this.placeOf(key), constants.O_RDONLY | constants.O_NOFOLLOW);
      return new DiskFile(handle, (await handle.stat()).size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** What came from elsewhere to be read once: its name is gone at once, its bytes with the handle. */
  async openOnce(received: Received): Promise<DiskFile> {
    const handle = await open(this.incoming(received.name), 'r');
    await rm(this.incoming(received.name), { force: true });
    return new DiskFile(handle, received.sizeBytes);
  }

  async discardReceivedBefore(instantMs: number): Promise<number> {
    let count = 0;
    for await (const path of olderFiles(join(this.root, INCOMING), instantMs)) {
      await rm(path, { force: true });
      count += 1;
    }
    return count;
  }

  async *keysBefore(instantMs: number): AsyncGenerator<string> {
    for await (const path of olderFiles(this.root, instantMs)) {
      const key = relative(this.root, path);
      if (KEY.test(key)) yield key;
    }
  }

  private incoming(name: string): string {
    if (!NAME.test(name)) throw new Error('not a name of ours');
    return join(this.root, INCOMING, name);
  }

  private placeOf(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key of ours');
    return join(this.root, key);
  }

  /** A new directory stands in the one above it: that too has to reach the disk. */
  private async syncAbove(directory: string): Promise<void> {
    for (let above = dirname(directory); above.startsWith(this.root); above = dirname(above)) await syncDirectory(above);
  }
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Files below a directory; an absent one has none, and one that goes away meanwhile is passed over. */
async function* olderFiles(directory: string, instantMs: number): AsyncGenerator<string> {
  const entries = await opendir(directory).catch(ignoreAbsent);
  for await (const entry of entries ?? []) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* olderFiles(path, instantMs);
    else if (entry.isFile() && ((await stat(path).catch(ignoreAbsent))?.mtimeMs ?? Infinity) < instantMs) yield path;
  }
}

function ignoreAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
