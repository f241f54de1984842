/** What the document says before its operations. The words belong to the product, not to the door: `AppModule` provides them. */
import type { INestApplication } from '@nestjs/common';

export interface DocumentGuide {
  /** Markdown. */
  readonly description: string;
  /** The groups of operations in the order in which they are read. */
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

export const DOCUMENT_GUIDE = Symbol('DOCUMENT_GUIDE');

/** A provider of the application, or the fallback where it has none (the tests of the door). */
export function providedOr<T>(app: INestApplication, token: unknown, fallback: T): T {
  try {
    return app.get<T>(token as symbol, { strict: false });
  } catch {
    return fallback;
  }
}
