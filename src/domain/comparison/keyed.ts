/**
 * Numbers by key, of keys that may be two characters in one (32 bits): a Map makes an object of every such key it is asked for.
 * Open addressing; it grows when half full. No key is 0.
 */
export class Keyed {
  private keys: Uint32Array;
  private values: Float64Array;
  private shift: number;
  private count = 0;

  /** `expected`: about how many keys there will be. */
  constructor(expected: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(expected * 2 + 1)));
    this.shift = 32 - bits;
    this.keys = new Uint32Array(2 ** bits);
    this.values = new Float64Array(2 ** bits);
  }

  get(key: number, otherwise: number): number {
    const at = this.placeOf(key);
    return this.keys[at] === key ? (this.values[at] as number) : otherwise;
  }

  set(key: number, value: number): void {
    let at = this.placeOf(key);
    if (this.keys[at] !== key) {
      if (this.count * 2 >= this.keys.length) {
        this.grow();
        at = this.placeOf(key);
      }
      this.count += 1;
      this.keys[at] = key;
    }
    this.values[at] = value;
  }

  /** One more; the first makes 1. */
  add(key: number): void { this.set(key, this.get(key, 0) + 1); }

  /** Where the key stands, or would. */
  private placeOf(key: number): number {
    const { keys } = this;
    let at = Math.imul(key, GOLDEN) >>> this.shift;
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (keys.length - 1);
    return at;
  }

  private grow(): void {
    const { keys, values } = this;
    this.shift -= 1;
    this.count = 0;
    this.keys = new Uint32Array(keys.length * 2);
    this.values = new Float64Array(keys.length * 2);
    for (let at = 0; at < keys.length; at += 1) if (keys[at] !== 0) this.set(keys[at] as number, values[at] as number);
  }
}

/** 2^32 over the golden ratio: neighbours are thrown far apart. */
const GOLDEN = 0x9e3779b1;
