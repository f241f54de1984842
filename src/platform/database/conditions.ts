/** The where clause of a list: grows by what is asked for; values only ever travel as parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** `sql` gets the placeholder of `value`; undefined asks for nothing. */
  and(sql: (placeholder: string) => string, value: unknown): this {
    if (value === undefined) return this;
    this.values.push(value);
    this.parts.push(sql(`$${this.values.length}`));
    return this;
  }

  get text(): string {
    return this.parts.length > 0 ? this.parts.join(' and ') : 'true';
  }
}
