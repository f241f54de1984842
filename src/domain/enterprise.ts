/** The nouns of who is in the ledger (contract §2): areas, organisations, and what an enterprise is like. */
export const AREA_LEVELS = ['CITY', 'COUNTY', 'TOWN'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Digits of a code at each level: 1405, 140525, 140525100. A code begins with its parent's. */
export const AREA_CODE_LENGTH: Readonly<Record<AreaLevel, number>> = { CITY: 4, COUNTY: 6, TOWN: 9 };

export const ORGANISATION_STATUSES = ['ACTIVE', 'CEASED'] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];

/** 大中小微 (国家统计局统计上大中小微型企业划分办法). */
export const SCALES = ['LARGE', 'MEDIUM', 'SMALL', 'MICRO'] as const;
export type Scale = (typeof SCALES)[number];

/** 红橙黄蓝, the highest first (安全风险分级管控). */
export const RISK_CLASSES = ['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const;
export type RiskClass = (typeof RISK_CLASSES)[number];

/** What notices single out: 两重点一重大 of chemicals, and the places where trade and industry kills. */
export const RISK_FEATURES = [
  'BLAST_FURNACE', 'MOLTEN_METAL', 'METALLURGICAL_GAS', 'DUST_EXPLOSION', 'AMMONIA_REFRIGERATION', 'CONFINED_SPACE',
  'MAJOR_HAZARD_SOURCE', 'KEY_CHEMICAL_PROCESS', 'KEY_HAZARDOUS_CHEMICAL', 'LABOUR_INTENSIVE',
] as const;
export type RiskFeature = (typeof RISK_FEATURES)[number];
