/** What Express knows of its routes: needed to tell a wrong method (405) from an unknown path (404). */
import type { ExpressAdapter } from '@nestjs/platform-express';

/** The part of Express 5's router that is read here. */
interface Layer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}
interface ExpressWithRouter {
  router: { stack: Layer[] };
}

export function methodsAt(adapter: ExpressAdapter, path: string): string[] {
  const express: unknown = adapter.getInstance();
  const layers = (express as ExpressWithRouter).router.stack.filter((layer) => layer.route && layer.match(path));
  const methods = layers.flatMap((layer) => Object.keys(layer.route?.methods ?? {}).map((method) => method.toUpperCase()));
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].sort();
}
