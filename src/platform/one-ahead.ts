/** The same items, the next of which is already being made while one is worked on. What fails is thrown where it would have come. */
export async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  try {
    for (;;) {
      const one = await next;
      if (one.done) return;
      next = items.next();
      next.catch(() => undefined);
      yield one.value;
    }
  } finally {
    await items.return(undefined);
  }
}
