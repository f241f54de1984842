/** A file as its checkers see it: read here and there, or through once in pieces; never whole in memory. */
import type { FileHandle } from 'node:fs/promises';

const PIECE_BYTES = 65_536;

export class Bytes {
  constructor(private readonly handle: FileHandle, readonly size: number) {}

  /** What stands there; shorter than asked for at the end of the file. */
  async read(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.size - position));
    const buffer = Buffer.alloc(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.handle.read(buffer, filled, wanted - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  /** The bytes from `start` up to but without `end`, piece by piece. */
  async *pieces(start = 0, end = this.size): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE_BYTES) yield this.read(at, Math.min(PIECE_BYTES, end - at));
  }

  /** Where `byte` next stands at or after `start`; -1 where it does not. */
  async indexOf(byte: number, start: number): Promise<number> {
    let at = start;
    for await (const piece of this.pieces(start)) {
      const found = piece.indexOf(byte);
      if (found !== -1) return at + found;
      at += piece.length;
    }
    return -1;
  }

  /** Whether a text of at most `longest` bytes that fits the pattern stands anywhere. */
  async holds(pattern: RegExp, longest: number): Promise<boolean> {
    let before = '';
    for await (const piece of this.pieces()) {
      const text = before + piece.toString('latin1');
      if (pattern.test(text)) return true;
      before = text.slice(-longest);
    }
    return false;
  }
}
