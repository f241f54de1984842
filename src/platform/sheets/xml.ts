/** Reads XML from a stream, element by element, with saxes; never the whole of it, and nothing a document type could bring. */
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { refuse } from '../../domain/refusal.js';

/** Between two tags saxes keeps all text: no cell is longer than this. */
const TEXT_MAX_CHARACTERS = 1_000_000;
const FIRST_BYTES_UTF16 = /^(\xff\xfe|\xfe\xff)/;

export interface XmlHandler {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Names come without their prefix: some programs write `x:row`. After each piece `between` may take what was found so far. */
export async function* readXml<T>(content: Readable, handler: XmlHandler, between: () => Iterable<T>): AsyncGenerator<T> {
  const parser = parserFor(handler);
  const decoder = new StringDecoder('utf8');
  let sinceTag = 0;
  let first = true;
  for await (const piece of content as AsyncIterable<Buffer>) {
    if (first && FIRST_BYTES_UTF16.test(piece.toString('latin1', 0, 2))) throw refuse('SHEET_DAMAGED');
    first = false;
    const text = decoder.write(piece);
    const tag = text.lastIndexOf('<');
    sinceTag = tag === -1 ? sinceTag + text.length : text.length - tag;
    if (sinceTag > TEXT_MAX_CHARACTERS) throw refuse('SHEET_DAMAGED');
    parser.write(text);
    yield* between();
  }
  parser.write(decoder.end()).close();
  yield* between();
}

/** For parts that are read to their end at once. */
export async function readXmlWhole(content: Readable, handler: XmlHandler): Promise<void> {
  for await (const nothing of readXml<never>(content, handler, () => [])) throw new Error(String(nothing));
}

function parserFor(handler: XmlHandler): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  parser.on('error', () => { throw refuse('SHEET_DAMAGED'); });
  parser.on('doctype', () => { throw refuse('SHEET_DAMAGED'); });
  const { open, text, close } = handler;
  if (open) parser.on('opentag', ({ name, attributes }) => open(plain(name), attributes as Record<string, string>));
  if (text) {
    parser.on('text', (said) => text(said));
    parser.on('cdata', (said) => text(said));
  }
  if (close) parser.on('closetag', ({ name }) => close(plain(name)));
  return parser;
}

const plain = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};
