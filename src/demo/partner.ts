/** A partner's view of the service: nothing but HTTP, as every system of the county would call it. */
export interface Told {
  status: number;
  body: Record<string, unknown> & { id: string; version: number; status: string; statusLabel: string; pendingLevelLabel: string | null };
}

export class Partner {
  private token = '';
  /** The service's day, as its answers say it (UTC: never ahead of the county's). */
  day = '';

  private constructor(private readonly base: string, readonly name: string) {}

  static async signIn(base: string, username: string, password: string): Promise<Partner> {
    const partner = new Partner(base, username);
    const { body } = await partner.call('POST', '/auth/login', { username, password });
    partner.token = String(body.accessToken);
    return partner;
  }

  /** Throws with the service's own sentence where it refuses. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Told> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }), ...headers,
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    this.day = new Date(response.headers.get('date') ?? '').toISOString().slice(0, 10);
    const text = await response.text();
    const told = (text ? JSON.parse(text) : {}) as Told['body'] & { detail?: string; code?: string };
    if (!response.ok) throw new Error(`${method} ${path} → ${response.status} ${told.code ?? ''} ${told.detail ?? ''}`);
    return { status: response.status, body: told };
  }
}
