/**
 * Two at once with one externalRef, be it registered or restored: the unique index lets one through, the other looks
 * again and finds it.
 */
export async function onceMoreAfterARace<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'hazard_external_ref') return work();
    throw error;
  }
}
