/**
 * What is asked for one by one is asked in groups: all of one turn of the event loop, and all that comes while `atOnce` groups are under
 * way. Nobody waits for company: who is alone is asked for before the turn ends. Of a group that fails each is asked again alone, so that
 * nobody fails for another, unless `again` says that alone he would fail as well.
 */
export interface Groups<A, R> {
  /** In one group. */
  most: number;
  /** Groups under way. */
  atOnce: number;
  /** Answers by place. */
  ask: (group: readonly A[]) => Promise<readonly R[]>;
  again?: (error: unknown) => boolean;
}

interface Waiting<A, R> { asked: A; resolve: (answer: R) => void; reject: (error: unknown) => void }

export function together<A, R>({ most, atOnce, ask, again = () => true }: Groups<A, R>): (asked: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let underWay = 0;
  let ending = false;

  /** Asks, and says what is to be told to whom. */
  const outcome = async (group: readonly Waiting<A, R>[]): Promise<() => void> => {
    try {
      const answers = await ask(group.map(({ asked }) => asked));
      return () => group.forEach(({ resolve }, place) => resolve(answers[place] as R));
    } catch (error) {
      if (group.length > 1 && again(error)) return () => group.forEach((one) => void outcome([one]).then((tell) => tell()));
      return () => group.forEach(({ reject }) => reject(error));
    }
  };
  const next = async (group: readonly Waiting<A, R>[]): Promise<void> => {
    underWay += 1;
    const tell = await outcome(group);
    underWay -= 1;
    turnEnds(); // the next are under way before these are told
    tell();
  };
  const turnEnds = (): void => {
    ending = false;
    while (underWay < atOnce && waiting.length > 0) void next(waiting.splice(0, most));
  };
  return (asked) => new Promise((resolve, reject) => {
    waiting.push({ asked, resolve, reject });
    if (ending || underWay >= atOnce) return;
    ending = true;
    setImmediate(turnEnds);
  });
}
