export const settings = { table: process.env.STORE_TABLE!, logGroup: '/app/audit' };
