import { describe, expect, it } from '@jest/globals';
import { settingFaults } from '../domain/settings.js';
import { WORKING_CALENDAR } from '../reference/reference.js';
import { inForce, versionZero } from './setting.versions.js';
import type { SettingVersion } from './setting.versions.js';
import { settingView } from './setting.view.js';

const version = (number: number, effectiveFrom: string): SettingVersion<'limits'> => ({
  ...versionZero('limits'), version: number, effectiveFrom, value: { extensionLimit: number, reopenedDays: 15 },
  createdAt: '2026-01-01T00:00:00.000Z', createdBy: { id: 'a', name: '示例甲' },
});

describe('the version in force', () => {
  const versions: [SettingVersion<'limits'>, ...SettingVersion<'limits'>[]] = [
    versionZero('limits'), version(1, '2026-03-01T00:00:00.000Z'), version(2, '2026-02-01T00:00:00.000Z'), version(3, '2026-03-01T00:00:00.000Z'),
  ];

  it.each([
    ['2026-01-15T00:00:00.000Z', 0],
    ['2026-02-01T00:00:00.000Z', 2],
    ['2026-02-28T23:59:59.999Z', 2],
    ['2026-03-01T00:00:00.000Z', 3],
    ['2027-01-01T00:00:00.000Z', 3],
  ])('at %s is %i: the one that began last, of two the newer', (at, expected) => {
    expect(inForce(versions, at).version).toBe(expected);
  });

  it('is shown beside the newest, which an edit must name', () => {
    const view = settingView(versions, '2026-02-15T00:00:00.000Z');
    expect(view).toMatchObject({ name: 'limits', nameLabel: '限额', version: 3, versionInForce: 2, value: { extensionLimit: 3 } });
    expect(view.versions.map((one) => one.version)).toEqual([0, 1, 2, 3]);
  });
});

it('the calendar that comes with the release would itself be accepted', () => {
  expect(settingFaults('working-calendar', WORKING_CALENDAR)).toEqual([]);
});
