import { Injectable } from '@nestjs/common';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { FiveInPlaceDto, PatchHazardDto } from './hazard.dto.js';
import { HazardLooking } from './hazard.looking.js';
import { present } from './move.desk.js';
import { MoveService } from './move.service.js';

/** What each edit takes, for whoever brings it otherwise than as JSON. */
export const EDIT_DTOS = { patch: PatchHazardDto, 'five-in-place': FiveInPlaceDto } as const;

/** Edits of a hazard, whether as JSON or from a page: both need the version they were made on. */
@Injectable()
export class MoveEdits {
  constructor(private readonly moving: MoveService, private readonly looking: HazardLooking) {}

  patch(requested: Requested, id: string, { owner, foundBy, ...rest }: PatchHazardDto): Promise<Answer> {
    const command = {
      ...present(rest),
      ...(owner !== undefined && { owner: this.looking.sealedOwner(owner) }),
      ...(foundBy && { foundBy: foundBy.map(({ name, post, organisation }) => ({ name, post: post ?? null, organisation: organisation ?? null })) }),
    };
    return this.moving.one(requested, 'patch', { id, command }, 'needed');
  }

  five(requested: Requested, id: string, body: FiveInPlaceDto): Promise<Answer> {
    const deadline = body.schedule?.deadline;
    return this.moving.one(requested, 'five-in-place', { id, command: { five: this.looking.sealedFive(body), ...(deadline && { deadline }) } }, 'needed');
  }
}
