const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is an ISO 8601 date that exists. */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether a date (UTC) has come; no date never comes. */
export function isExpired(date: string | undefined, now = Date.now()): boolean {
  return date !== undefined && now >= Date.parse(`${date}T00:00:00Z`);
}
