/** At boot: every route says either @Can or @Public (house, Flow: undecorated routes must not get through). */
import { ModulesContainer, MetadataScanner } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { INestApplication } from '@nestjs/common';
import { CAN, PUBLIC } from './can.decorator.js';

/** Throws an error naming every handler that says neither or both. */
export function checkRoutes(app: INestApplication): void {
  const wrong = handlersOf(app).filter(({ handler }) => Reflect.hasMetadata(CAN, handler) === Reflect.hasMetadata(PUBLIC, handler));
  if (wrong.length === 0) return;
  throw new Error(`Exactly one of @Can(...) and @Public() is needed on: ${wrong.map(({ name }) => name).join(', ')}`);
}

interface RouteHandler {
  name: string;
  handler: object;
}

function handlersOf(app: INestApplication): RouteHandler[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .map((method) => ({ name: `${metatype.name}.${method}`, handler: prototype[method] ?? {} }))
      .filter(({ handler }) => Reflect.hasMetadata(METHOD_METADATA, handler));
  });
}
