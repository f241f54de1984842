/** Duties are separated by person (contract §2, §3): who has acted on a hazard already, and may not act again. */
import { personsOf } from './dossier.js';
import type { Hazard } from './hazard.js';

/** Contract §3: confirm is barred to whoever registered, signed or confirmed before. */
export const barredFromConfirming = (hazard: Pick<Hazard, 'registeredById' | 'signature' | 'confirmations'>): string[] => [
  hazard.registeredById, ...(hazard.signature ? personsOf(hazard.signature) : []), ...hazard.confirmations.flatMap(personsOf),
];
/** accept: whoever registered, submitted or accepted before. */
export const barredFromAccepting = (hazard: Pick<Hazard, 'registeredById' | 'submission' | 'acceptances'>): string[] => [
  hazard.registeredById, ...(hazard.submission ? personsOf(hazard.submission) : []), ...hazard.acceptances.flatMap(personsOf),
];
