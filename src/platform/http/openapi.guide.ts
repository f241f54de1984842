/** What the document says before its operations. The words belong to the product, not to the door: `AppModule` provides them. */
import { ModulesContainer } from '@nestjs/core';
import type { INestApplication, InjectionToken } from '@nestjs/common';

export interface DocumentGuide {
  /** Markdown. */
  readonly description: string;
  /** The groups of operations in the order in which they are read. */
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

export const DOCUMENT_GUIDE = Symbol('DOCUMENT_GUIDE');

/** A provider of the application, or the fallback where it has none (the tests of the door): `get` would end the process. */
export function providedOr<T>(app: INestApplication, token: InjectionToken, fallback: T): T {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  const found = providers.find((provider) => provider.token === token);
  return (found?.instance as T | undefined) ?? fallback;
}
