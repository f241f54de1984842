import { DEFAULT_ESCALATION } from '../domain/escalation.js';
import { DEFAULT_ROUTES } from '../domain/routes.js';
import { DEFAULT_COMPARISON, DEFAULT_LIMITS } from '../domain/settings.js';
import type { SettingValues } from '../domain/settings.js';
import { WORKING_CALENDAR } from '../reference/reference.js';

/** What holds until a county says otherwise: version 0 of each setting. */
export const DEFAULTS: Readonly<SettingValues> = {
  'approval-routes': DEFAULT_ROUTES, limits: DEFAULT_LIMITS, 'working-calendar': WORKING_CALENDAR, escalation: DEFAULT_ESCALATION,
  'outward-targets': { allowed: [] }, comparison: DEFAULT_COMPARISON,
};
