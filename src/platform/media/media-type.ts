/** What a file is, by its bytes: never by its name or by what the sender calls it (contract §3, security S26). */
import type { Bytes } from './bytes.js';
import { isJpeg } from './jpeg.js';
import { isMp4 } from './mp4.js';
import { officeKind } from './office.js';
import { isPdf } from './pdf.js';
import { isPng } from './png.js';
import { isWebp } from './webp.js';
import { endsAsArchive } from './zip.js';

/** The first extension is the usual one. */
export const MEDIA = {
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  webp: { mediaType: 'image/webp', extensions: ['webp'] },
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  mp4: { mediaType: 'video/mp4', extensions: ['mp4', 'm4v'] },
} as const;
export type MediaKind = keyof typeof MEDIA;

/** Pictures carry words about themselves; a page or a script among them is there for a browser to find. */
const SCRIPT = /<(script|html|body|iframe|\?php)[\s>/]/i;
const SCRIPT_LONGEST = 10;

const whole = (kind: MediaKind, holds: (bytes: Bytes) => Promise<boolean>) => async (bytes: Bytes): Promise<MediaKind | null> =>
  (await holds(bytes)) && !(await endsAsArchive(bytes)) ? kind : null;
const picture = (kind: MediaKind, holds: (bytes: Bytes) => Promise<boolean>) =>
  whole(kind, async (bytes) => (await holds(bytes)) && !(await bytes.holds(SCRIPT, SCRIPT_LONGEST)));

const BEGINNINGS: readonly [begins: RegExp, judge: (bytes: Bytes) => Promise<MediaKind | null>][] = [
  [/^\xff\xd8\xff/, picture('jpeg', isJpeg)],
  [/^\x89PNG\r\n\x1a\n/, picture('png', isPng)],
  [/^RIFF[^]{4}WEBP/, picture('webp', isWebp)],
  [/^%PDF-/, whole('pdf', isPdf)],
  [/^PK\x03\x04/, officeKind],
  [/^[^]{4}ftyp/, whole('mp4', isMp4)],
];
const BEGINNING_BYTES = 16;

/** null: none of the accepted kinds, damaged, two kinds at once, or with something in it that runs. */
export async function mediaKindOf(bytes: Bytes): Promise<MediaKind | null> {
  const beginning = (await bytes.read(0, BEGINNING_BYTES)).toString('latin1');
  const judge = BEGINNINGS.find(([begins]) => begins.test(beginning))?.[1];
  return judge ? judge(bytes) : null;
}
