/** A browser without a screen: keeps cookies, reads forms out of pages, sends them as a browser does. */
export interface Seen { status: number; text: string; headers: Headers; location: string | null }

export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly base: string, private readonly headers: Record<string, string> = {}) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.ask(path, { headers });
  }

  /** Sends the form of a page that was seen, with what is typed over what it holds. */
  submit(seen: Seen, action: string, typed: Record<string, string>, headers: Record<string, string> = {}): Promise<Seen> {
    return this.post(action, { ...hiddenOf(seen, action), ...typed }, headers);
  }

  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Seen> {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields).toString(), headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });
  }

  /** As a browser sends a form with a file: its other fields stand before it. */
  upload(path: string, fields: Record<string, string>, file: { name: string; bytes: Uint8Array<ArrayBuffer> }, headers: Record<string, string> = {}): Promise<Seen> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', new Blob([file.bytes]), file.name);
    return this.ask(path, { method: 'POST', body, headers });
  }

  async signIn(username: string, password: string, next = '/pages'): Promise<Seen> {
    const seen = await this.get(`/pages/sign-in?next=${encodeURIComponent(next)}`);
    return this.submit(seen, '/pages/sign-in', { username, password });
  }

  private async ask(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.headers, ...(cookie && { Cookie: cookie }), ...(init.headers as Record<string, string>) };
    const response = await fetch(this.base + path, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, text: await response.text(), headers: response.headers, location: response.headers.get('location') };
  }
}

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '');

/** Hidden fields of the form that is sent to `action`. */
export function hiddenOf({ text }: Seen, action: string): Record<string, string> {
  const form = text.split('<form ').find((one) => one.includes(`action="${action}"`)) ?? '';
  return Object.fromEntries([...form.split('</form>')[0]!.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, unescaped(value)]));
}
