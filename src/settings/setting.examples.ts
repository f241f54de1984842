/** Values of settings that are accepted as they stand, by the setting's name; told as of `TOLD_ON`. */
import { DEFAULT_ESCALATION } from '../domain/escalation.js';
import { DEFAULT_ROUTES } from '../domain/routes.js';
import type { PutSettingDto } from './setting.dto.js';

export const SETTING_EXAMPLES: Record<string, PutSettingDto> = {
  limits: { effectiveFrom: '2027-01-01T00:00:00+08:00', value: { extensionLimit: 2, reopenedDays: 15 } },
  // Contract §3: such as blast furnaces needing the city.
  'approval-routes': {
    value: { ...DEFAULT_ROUTES, exceptions: [{ riskFeatures: ['BLAST_FURNACE'], levels: ['MAJOR'], confirm: ['TOWN', 'COUNTY', 'CITY'], accept: ['TOWN', 'COUNTY'] }] },
  },
  escalation: { value: DEFAULT_ESCALATION },
  comparison: { value: { minDenominator: 5 } },
  // An OA on the government's own network.
  'outward-targets': { value: { allowed: ['10.20.0.0/16'] } },
};
