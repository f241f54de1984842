/** Where files stand: a local disk or any S3-compatible store. What a key means is its owner's business. */
import type { Readable } from 'node:stream';
import type { Bytes } from '../media/bytes.js';

/** Received whole and on disk, but nobody's yet. */
export interface Received {
  name: string;
  sizeBytes: number;
  sha256: string;
}

/** Open for one answer; whoever opened it closes it, or reads a stream of it to its end. */
export interface OpenFile {
  sizeBytes: number;
  /** Reads it through. */
  sha256(): Promise<string>;
  /** From `first` to `last`, both included. Closes the file when it ends. */
  stream(first: number, last: number): Readable;
  close(): Promise<void>;
}

/** Abstract classes are what Nest can inject; `DiskStore` and `S3Store` are the two there are. */
export abstract class FileStore {
  /** Streams to a temporary file, hashing. A stream that breaks off leaves nothing. */
  abstract receive(stream: Readable): Promise<Received>;
  abstract inspect<T>(received: Received, look: (bytes: Bytes) => Promise<T>): Promise<T>;
  /** Under its key, for good: when this resolves, a power cut does not lose it. */
  abstract put(received: Received, key: string): Promise<void>;
  /** Does nothing where it was put or is gone. */
  abstract discard(received: Received): Promise<void>;
  abstract remove(key: string): Promise<void>;
  /** null where there is none. */
  abstract open(key: string): Promise<OpenFile | null>;
  /** Removes what was being received before that instant and is still nobody's; says how many. */
  abstract discardReceivedBefore(instantMs: number): Promise<number>;
  /** Keys of files put before that instant. */
  abstract keysBefore(instantMs: number): AsyncIterable<string>;
}
