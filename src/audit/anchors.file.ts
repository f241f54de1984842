/** The anchors as written outside the database: whoever changes the database does not reach them there (security S38). */
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { anchorLine } from './seal.js';
import type { Anchor } from './seal.js';

@Injectable()
export class AnchorsFile {
  private readonly directory: string;
  private readonly path: string;

  constructor(config: Config) {
    this.directory = join(config.dataDir, 'anchors');
    this.path = join(this.directory, 'anchors.jsonl');
  }

  /** On the disk when it resolves. A line that a crash left half is closed first, and stays visible as damaged. */
  async append(anchor: Anchor): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const file = await open(this.path, 'a+', 0o640);
    try {
      const { size } = await file.stat();
      const last = size > 0 ? (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : '\n';
      await file.appendFile(`${last === '\n' ? '' : '\n'}${anchorLine(anchor)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Lines by the number of their anchor; of several with one number all. Empty where there is no file. */
  async lines(): Promise<Map<number, string[]>> {
    const lines = new Map<number, string[]>();
    try {
      for await (const line of createInterface({ input: createReadStream(this.path, 'utf8') })) {
        const number = numberOf(line);
        if (number !== null) lines.set(number, [...(lines.get(number) ?? []), line]);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return lines;
  }

  /** Number and hash of the newest anchor outside the database; null where there is none. */
  async last(): Promise<{ number: number; hash: string } | null> {
    const lines = await this.lines();
    const number = Math.max(0, ...lines.keys());
    const [line] = lines.get(number) ?? [];
    return line === undefined ? null : { number, hash: (JSON.parse(line) as { hash: string }).hash };
  }
}

/** null for a line that a crash left half: its anchor is written again by the next sealing. */
function numberOf(line: string): number | null {
  try {
    const { body } = JSON.parse(line) as { body: string };
    return (JSON.parse(body) as { number: number }).number;
  } catch {
    return null;
  }
}
