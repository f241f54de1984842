/**
 * Advisory locks, by their first number, so that no two purposes meet. (The door's shared lock of writers is 7; keys of
 * idempotency are single bigints, another space of locks altogether.)
 */
export const RELAY_LOCK = 8;
export const ANCHOR_LOCK = 9;
export const MIGRATION_LOCK = 10;
/** Names that must stay unique while two writers look at once. */
export const NAME_LOCK = 11;
/** The numbers of a county's circulars. */
export const CIRCULAR_LOCK = 16;
/** Claims of deliveries, one receiver at a time. */
export const DELIVERY_LOCK = 14;
/** Folding the counts of hazards. */
export const COUNT_LOCK = 30;
/** With the hash of a county: its notices are made by one at a time. */
export const NOTICES_LOCK = 12;
/** Shared by moves, alone for whoever changes who holds which role. */
export const TODO_LOCK = 19;
