/** What every function of the integ apps does: it answers with what it was given. */
export const handler = async (event: unknown): Promise<unknown> => event;
