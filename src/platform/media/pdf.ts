/** PDF (ISO 32000): from its header to %%EOF, without actions that run something. */
import type { Bytes } from './bytes.js';

const TAIL_BYTES = 1_024;
/** Names that start a program or a script; also spelled with #xx, which no honest writer does. What is compressed is not seen here. */
const ACTIVE = /\/(JavaScript|Launch|J#61vaScript|#4[aA]avaScript|#4[cC]aunch|L#61unch)(?![A-Za-z0-9])/;
const LONGEST_NAME = 20;

export async function isPdf(bytes: Bytes): Promise<boolean> {
  const head = (await bytes.read(0, 8)).toString('latin1');
  const tail = (await bytes.read(Math.max(0, bytes.size - TAIL_BYTES), TAIL_BYTES)).toString('latin1');
  const framed = /^%PDF-(1\.[0-7]|2\.0)/.test(head) && /%%EOF[\s\0]*$/.test(tail);
  return framed && !(await bytes.holds(ACTIVE, LONGEST_NAME));
}
