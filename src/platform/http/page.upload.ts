/** A form of a page that holds a file. It is judged like every other, as soon as its fields are known; nothing is kept of one that is not ours. */
import type { Response } from 'express';
import { refuse } from '../../domain/refusal.js';
import { requestedByForm } from './caller.guard.js';
import { discardBody } from './json-body.js';
import { isFromElsewhere, ownForm } from './page.door.js';
import type { PageRequest } from './page.door.js';
import type { Requested } from './requested.js';
import { readUpload } from './upload.js';
import type { Keeper, Upload } from './upload.js';

/** What was sent, and who asks for it, now that the form has said under which key. Throws what `readUpload` throws, and FORM_EXPIRED. */
export async function readPageUpload<T>(request: PageRequest, response: Response, keeper: Keeper<T>): Promise<{ requested: Requested; upload: Upload<T> }> {
  const { visit } = request;
  if (!visit?.caller) throw refuse('UNAUTHENTICATED');
  if (isFromElsewhere(request)) {
    discardBody(request);
    throw refuse('FORM_EXPIRED');
  }
  const { fields: sent, file } = await readUpload(request, response, keeper);
  try {
    const form = ownForm(request, visit.formToken, textsOf(sent));
    const requested = await requestedByForm(request, visit.caller, form);
    request.requested = requested;
    return { requested, upload: { fields: form.fields, file } };
  } catch (error) {
    if (file) await keeper.discard(file.kept);
    throw error;
  }
}

/** A field that was left empty was not filled in; one that came twice is none of ours. */
function textsOf(sent: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(sent).filter(([, value]) => value !== '');
  if (texts.some(([, value]) => typeof value !== 'string')) throw refuse('MALFORMED');
  return Object.fromEntries(texts) as Record<string, string>;
}
