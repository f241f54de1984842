/**
 * Who confirms and who accepts, in which order (contract §3; 泽州 2023 五(四) names “两级确认” without
 * defining the levels, hence a versioned setting).
 */
import type { Approver, FinderLevel, HazardLevel, Route, Sector } from './hazard.js';
import type { AuthorityLevel } from './permission.js';

type Steps = { confirm: AuthorityLevel[]; accept: Approver[] };

export interface ApprovalRoutes {
  routes: Record<FinderLevel, Record<HazardLevel, Steps>>;
  /** The first exception whose every condition holds replaces the route. */
  exceptions: {
    sectors?: Sector[]; scales?: string[]; riskClasses?: string[]; riskFeatures?: string[];
    finderLevels?: FinderLevel[]; levels?: HazardLevel[];
    confirm?: AuthorityLevel[]; accept?: Approver[];
  }[];
}

export const DEFAULT_ROUTES: ApprovalRoutes = {
  routes: {
    ENTERPRISE: {
      MAJOR: { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'] },
      GENERAL: { confirm: ['TOWN'], accept: ['PRINCIPAL'] },
    },
    TOWN: {
      MAJOR: { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'] },
      GENERAL: { confirm: ['TOWN'], accept: ['TOWN'] },
    },
    COUNTY: {
      MAJOR: { confirm: ['COUNTY'], accept: ['TOWN', 'COUNTY'] },
      GENERAL: { confirm: ['COUNTY'], accept: ['COUNTY'] },
    },
  },
  exceptions: [],
};

export interface RouteQuestion {
  finderLevel: FinderLevel;
  level: HazardLevel;
  sector: Sector;
  enterprise: { scale: string | null; riskClass: string | null; riskFeatures: readonly string[] };
}

export function routeFor(setting: { version: number; value: ApprovalRoutes }, asked: RouteQuestion): Route {
  const base = setting.value.routes[asked.finderLevel][asked.level];
  const allows = (list: readonly string[] | undefined, value: string | null) => !list || (value !== null && list.includes(value));
  const exception = setting.value.exceptions.find((rule) =>
    allows(rule.sectors, asked.sector) && allows(rule.scales, asked.enterprise.scale) &&
    allows(rule.riskClasses, asked.enterprise.riskClass) && allows(rule.finderLevels, asked.finderLevel) &&
    allows(rule.levels, asked.level) &&
    (!rule.riskFeatures || rule.riskFeatures.some((feature) => asked.enterprise.riskFeatures.includes(feature))));
  return {
    confirm: [...(exception?.confirm ?? base.confirm)],
    accept: [...(exception?.accept ?? base.accept)],
    settingVersion: setting.version,
  };
}

const ORDER: readonly Approver[] = ['PRINCIPAL', 'TOWN', 'COUNTY', 'CITY'];
/** The level that decides where nobody is left (contract §2): a firm's own acceptance falls to the town. */
export const levelAbove = (level: Approver): AuthorityLevel | null => (ORDER[ORDER.indexOf(level) + 1] as AuthorityLevel | undefined) ?? null;
export const isAtOrAbove = (level: AuthorityLevel, floor: Approver): boolean => ORDER.indexOf(level) >= ORDER.indexOf(floor);
/** Who decides an extension: the last confirming level; of one that was asked too late only the county (contract §3). */
export const extensionLevel = ({ confirm }: Pick<Route, 'confirm'>, asked: { late: boolean } | undefined): AuthorityLevel =>
  asked?.late ? 'COUNTY' : confirm.at(-1) ?? 'TOWN';
