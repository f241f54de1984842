import { Global, Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { Cursors } from './cursor.js';
import { LimitsController } from './limits.controller.js';
import { Metrics } from './metrics.js';
import { HTTP_OPTIONS } from './options.js';
import type { HttpOptions } from './options.js';

/** What features take from the door by injection: Cursors, Metrics and its options. `setUp` does the rest. */
@Global()
@Module({})
export class HttpModule {
  /** `from`: the provider that has the options (`Config`), or the options themselves. */
  static with(from: { token: InjectionToken } | HttpOptions): DynamicModule {
    const options = 'token' in from ? { provide: HTTP_OPTIONS, useExisting: from.token } : { provide: HTTP_OPTIONS, useValue: from };
    return { module: HttpModule, controllers: [LimitsController], providers: [options, Cursors, Metrics], exports: [HTTP_OPTIONS, Cursors, Metrics] };
  }
}
