/** Requests remembered for one invocation at most. */
const MAX_REQUESTS = 1000;

/** What one invocation asked for over HTTP: by whom a connection was wanted, and where answers sent it on. */
export class Requests {
  /** URLs by their authority, `host:port`. */
  private readonly urls = new Map<string, string[]>();
  /** Where a redirect led, and the input that had chosen where to ask. */
  public readonly redirects = new Map<string, string>();
  private count = 0;

  public note(authority: string, url: string): void {
    if (this.count++ >= MAX_REQUESTS) return;
    const known = this.urls.get(authority);
    if (known) known.push(url);
    else this.urls.set(authority, [url]);
  }

  public to(authority: string): readonly string[] {
    return this.urls.get(authority) ?? [];
  }

  public redirect(target: string, input: string): void {
    if (this.redirects.size < MAX_REQUESTS) this.redirects.set(target, input);
  }
}
