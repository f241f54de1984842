import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { fewRandomBytes } from '../random.js';

const SEALED = /^([a-z0-9]{1,8})\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Phones and other marked secrets at rest: AES-256-GCM, `keyId.iv.text.tag` in base64url (security S34). */
@Injectable()
export class FieldSeal {
  constructor(private readonly config: Config) {}

  seal(text: string): string {
    const [entry] = this.config.fieldKeys;
    if (!entry) throw new Error('no field key');
    const iv = fewRandomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', entry[1], iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [entry[0], iv.toString('base64url'), sealed.toString('base64url'), cipher.getAuthTag().toString('base64url')].join('.');
  }

  /** Throws where a byte was changed or the key is gone: an error, never garbage. */
  open(sealed: string): string {
    const [, id = '', iv = '', text = '', tag = ''] = SEALED.exec(sealed) ?? [];
    const key = this.config.fieldKeys.get(id);
    if (!key) throw new Error(`field key ${id} is unknown`);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
  }
}

/** `138****5678`: the first three and the last four stay. */
export const maskPhone = (phone: string): string =>
  phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '*'.repeat(phone.length);
