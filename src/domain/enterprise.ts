/** The nouns of who is in the ledger (contract §2): areas, organisations, and what an enterprise is like. */
export const AREA_LEVELS = ['CITY', 'COUNTY', 'TOWN'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Digits of a code at each level: 1405, 140525, 140525100. A code begins with its parent's. */
export const AREA_CODE_LENGTH: Readonly<Record<AreaLevel, number>> = { CITY: 4, COUNTY: 6, TOWN: 9 };

export const ORGANISATION_STATUSES = ['ACTIVE', 'CEASED'] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];

/**
 * Scale, risk class and risk features are codes of the county's own choosing: notices classify anew each year (大中小微 or
 * 规上规下, 红橙黄蓝 or ABCD, 两重点一重大 …) and a new one needs no release. Those we know have a Chinese name in `labels.ts`.
 */
export const TRAIT_CODE = /^[A-Z][A-Z0-9_]{0,39}$/;
export const TRAIT_CODE_FORM = 'A–Z、0–9、_，例如 BLAST_FURNACE';
export const RISK_FEATURES_MAX = 30;
