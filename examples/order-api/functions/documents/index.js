const { readFile } = require('node:fs/promises');
const { extname, join } = require('node:path');

const types = { '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.pdf': 'application/pdf' };

/** GET /documents/{name+}?year=2026: one invoice of the calling customer. */
exports.handler = async event => {
  const customer = event.requestContext.authorizer.claims['custom:customer'];
  const name = decodeURIComponent(event.pathParameters.name);
  const year = event.queryStringParameters?.year ?? '';
  try {
    const content = await readFile(join(process.env.DOCUMENTS, 'invoices', customer, year, name));
    return {
      statusCode: 200,
      headers: { 'content-type': types[extname(name)] ?? 'application/octet-stream' },
      body: content.toString('base64'),
      isBase64Encoded: true,
    };
  } catch (error) {
    if (error.code === 'ENOENT') return { statusCode: 404, body: 'no such document' };
    console.error('download failed', error);
    return { statusCode: 500, body: 'something went wrong, please try again' };
  }
};
