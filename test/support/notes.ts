/** A small application of its own, to try the door without the ledger. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, Module, Param, Patch, Post, Query } from '@nestjs/common';
import type { Caller } from '../../src/domain/permission.js';
import { created, ok } from '../../src/platform/http/answer.js';
import { Asked, From } from '../../src/platform/http/asked.js';
import { CALLER_RESOLVER } from '../../src/platform/http/caller.guard.js';
import { Can, Exporting, Multipart, Public, SignIn } from '../../src/platform/http/can.decorator.js';
import { Money, Text } from '../../src/platform/http/fields.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import type { HttpOptions } from '../../src/platform/http/options.js';
import { PageQuery } from '../../src/platform/http/page.dto.js';
import { ListOf } from '../../src/platform/http/parts.js';
import { Requested } from '../../src/platform/http/requested.js';
import { IdPipe } from '../../src/platform/http/validation.js';

class Line {
  @Text(1, 20) name: string;
}
class Note {
  @Text(1, 10) title: string;
  @Money({ optional: true }) costYuan?: string;
  @ListOf(() => Line, 0, 3, { optional: true }) items?: Line[];
}

@Controller('notes')
class NoteController {
  @Get()
  @Can('hazard.read')
  list(@From() requested: Requested, @Query() query: PageQuery) {
    requested.permit('hazard.read');
    return ok({ items: [], limit: query.limit });
  }

  @Post(['', 'batch'])
  @Can('hazard.void')
  write(@From() requested: Requested, @Body() note: Note) {
    requested.permit('hazard.void');
    return created({ version: 3, ...note, bodyHash: requested.bodyHash }, '/api/v1/notes/1');
  }

  @Patch(':id')
  @Can('hazard.edit')
  change(@From() requested: Requested, @Param('id', IdPipe) id: string) {
    requested.permit('hazard.edit');
    requested.mustMatch(3);
    return { status: 200, body: null, text: `{"id":"${id}"}`, replayed: true };
  }

  @Get('forgotten')
  @Can('hazard.read')
  forgotten() {
    return ok({ secret: 'told' });
  }

  @Get('slow')
  @Can('hazard.read')
  async slow(@From() requested: Requested) {
    requested.permit('hazard.read');
    await sleep(300);
    return ok({});
  }

  @Get('broken')
  @Can('hazard.read')
  broken() {
    throw Object.assign(new Error('canary select * from fact'), { code: '42601', detail: 'canary' });
  }

  @Get('away')
  @Can('hazard.read')
  away() {
    throw new Error('query failed', { cause: Object.assign(new Error('gone'), { code: '57P01' }) });
  }

  @Post('papers')
  @Can('hazard.edit')
  @Exporting()
  paper(@From() requested: Requested) {
    requested.permit('hazard.edit');
    return ok({});
  }

  @Post('files')
  @Can('hazard.attach')
  @Multipart()
  upload(@From() requested: Requested) {
    requested.permit('hazard.attach');
    return ok({});
  }

  @Post('login')
  @Public()
  @SignIn()
  login(@Asked() asked: Asked) {
    return ok(asked);
  }
}

const organisation = { id: 'o', name: '县局', kind: 'COUNTY_BUREAU', areaCode: '140525', cityCode: '1405', countyCode: '140525', townCode: null } as const;
const person = (id: string, role: 'SUPERVISOR' | 'AUDITOR'): Caller => ({
  kind: 'PERSON', id, name: id, organisation, scopes: [], mandates: [{ role, organisation, onBehalfOf: null }],
});
const callers: Record<string, Caller> = {
  'Bearer chief': person('chief', 'SUPERVISOR'),
  'Bearer reader': person('reader', 'AUDITOR'),
  'Bearer eager': person('eager', 'AUDITOR'),
  'Bearer colleague': person('colleague', 'SUPERVISOR'),
  key: { kind: 'KEY', id: 'k', name: 'oa', organisation, mandates: [], scopes: ['hazards:read'] },
};
const resolver = { resolve: (headers: { authorization?: string; apiKey?: string }) => Promise.resolve(callers[headers.authorization ?? headers.apiKey ?? ''] ?? null) };
export const NOTES_OPTIONS: HttpOptions = { rateLimits: { person: 40, key: 1_000, organisation: 100_000, export: 3, signIn: 2 }, trustedProxies: [], cursorSecret: 's'.repeat(32), logLevel: 'info', sandbox: true, metricsToken: null };

@Module({
  imports: [HttpModule.with(NOTES_OPTIONS)],
  controllers: [NoteController],
  providers: [{ provide: CALLER_RESOLVER, useValue: resolver }],
})
export class NotesModule {}
