/** How a reason says when it ends: CDK keeps a reason with an acknowledgement, and nothing else. */
const EXPIRY = /\(expires (\d{4}-\d{2}-\d{2})\)\s*$/;

export function reasonWithExpiry(reason: string, expires: string | undefined): string {
  return expires === undefined ? reason : `${reason} (expires ${expires})`;
}

/** The day from which an acknowledgement no longer holds; `undefined` where it does not end. */
export function expiryOf(reason: string): string | undefined {
  return EXPIRY.exec(reason)?.[1];
}

/** The reason as it was given. */
export function reasonWithoutExpiry(reason: string): string {
  return reason.replace(EXPIRY, '').trimEnd();
}

export function hasExpired(reason: string, today: string): boolean {
  const expires = expiryOf(reason);
  return expires !== undefined && expires <= today;
}
