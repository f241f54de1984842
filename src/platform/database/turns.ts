/**
 * So many at once, the others in order. Transactions take turns for the connections of the pool but a few, which are
 * left to statements on their own: a transaction that needs one of those (a block of ledger numbers, the settings)
 * would otherwise wait for a connection that another such transaction holds, and all for each other.
 */
export class Turns {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  /** @param waitMs after so long in the queue the work is refused, as the pool refuses it */
  constructor(atOnce: number, private readonly waitMs: number) {
    this.free = atOnce;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.handOn();
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(new Error('timeout exceeded when trying to connect: every connection is at work'));
      }, this.waitMs);
      this.waiting.push(go);
    });
  }

  private handOn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
