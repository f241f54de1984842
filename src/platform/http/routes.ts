/** What Express knows of its routes: needed to tell a wrong method (405) from an unknown path (404). */
import type { ExpressAdapter } from '@nestjs/platform-express';

/** The part of Express 5's router that is read here. */
interface Layer {
  rawPath: unknown;
  route?: { methods: Record<string, boolean> };
  match(path: string | null): unknown;
}
interface ExpressWithRouter {
  router: { stack: Layer[] };
}

/** The part of a path before the first of its parameters. */
const FIXED = /^\/[\w/-]*/;

/** Express tries the expression of each route in turn, some hundred of them before the first hazard: most are told apart by how they begin. */
export function tryOnlyLikely(adapter: ExpressAdapter): void {
  const express: unknown = adapter.getInstance();
  for (const layer of (express as ExpressWithRouter).router.stack) {
    if (!layer.route || typeof layer.rawPath !== 'string') continue;
    const fixed = FIXED.exec(layer.rawPath)?.[0].replace(/\/+$/, '') ?? '';
    const match = layer.match.bind(layer);
    layer.match = (path) => (path?.startsWith(fixed) ? match(path) : false);
  }
}

export function methodsAt(adapter: ExpressAdapter, path: string): string[] {
  const express: unknown = adapter.getInstance();
  const layers = (express as ExpressWithRouter).router.stack.filter((layer) => layer.route && layer.match(path));
  const methods = layers.flatMap((layer) => Object.keys(layer.route?.methods ?? {}).map((method) => method.toUpperCase()));
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].sort();
}
