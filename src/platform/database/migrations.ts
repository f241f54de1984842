/** Every migration, in order. A list rather than a glob: nothing runs because a file happens to lie there. */
import type { MigrationInterface } from 'typeorm';
import { History1763800000001 } from '../../../migrations/0001-history.js';
import { People1763800000002 } from '../../../migrations/0002-people.js';
import { Hazards1763800000003 } from '../../../migrations/0003-hazards.js';
import { Finding1763800000004 } from '../../../migrations/0004-finding.js';
import { Comparison1763800000010 } from '../../../migrations/0010-comparison.js';
import { Speed1763800000005 } from '../../../migrations/0005-speed.js';
import { Exchange1763800000006 } from '../../../migrations/0006-exchange.js';
import { Deadlines1763800000007 } from '../../../migrations/0007-deadlines.js';
import { Webhooks1763800000008 } from '../../../migrations/0008-webhooks.js';
import { Todos1763800000009 } from '../../../migrations/0009-todos.js';
import { Photos1763800000011 } from '../../../migrations/0011-photos.js';
import { Feed1763800000013 } from '../../../migrations/0013-feed.js';
import { Oa1763800000014 } from '../../../migrations/0014-oa.js';
import { MoreSpeed1763800000015 } from '../../../migrations/0015-speed.js';
import { OaDesks1763800000017 } from '../../../migrations/0017-oa.js';
import { Lists1763800000012 } from '../../../migrations/0012-lists.js';
import { Inspections1763800000018 } from '../../../migrations/0018-comparison.js';
import { SilentMajors1763800000016 } from '../../../migrations/0016-deadlines.js';
import { OaNights1763800000020 } from '../../../migrations/0020-oa.js';
import { Queues1763800000021 } from '../../../migrations/0021-queues.js';
import { Nights1763800000022 } from '../../../migrations/0022-deadlines.js';
import { Runs1763800000023 } from '../../../migrations/0023-runs.js';
import { PhotoPrints1763800000025 } from '../../../migrations/0025-photos.js';
import { Registration1763800000027 } from '../../../migrations/0027-registration.js';
import { Odds1763800000030 } from '../../../migrations/0030-odds.js';
import { Registering1763800000032 } from '../../../migrations/0032-w1.js';
import { Clerk1763800000033 } from '../../../migrations/0033-clerk.js';
import { Keys1763800000034 } from '../../../migrations/0034-keys.js';
import { Restore1763800000036 } from '../../../migrations/0036-restore.js';
import { Parts1763800000029 } from '../../../migrations/0029-runs.js';

export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  History1763800000001,
  People1763800000002,
  Hazards1763800000003,
  Finding1763800000004,
  Speed1763800000005,
  Exchange1763800000006,
  Deadlines1763800000007,
  Webhooks1763800000008, Todos1763800000009,
  Comparison1763800000010,
  Photos1763800000011,
  Feed1763800000013,
  Oa1763800000014,
  Lists1763800000012,
  MoreSpeed1763800000015,
  SilentMajors1763800000016,
  OaDesks1763800000017,
  Inspections1763800000018,
  OaNights1763800000020,
  Queues1763800000021,
  Nights1763800000022,
  Runs1763800000023,
  PhotoPrints1763800000025,
  Registration1763800000027,
  Parts1763800000029,
  Odds1763800000030,
  Registering1763800000032,
  Clerk1763800000033,
  Keys1763800000034,
  Restore1763800000036,
];
export const MIGRATIONS_TABLE = 'migration_done';
