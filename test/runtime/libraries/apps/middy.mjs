import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import jsonBodyParser from '@middy/http-json-body-parser';
import { inputsOf } from './input.mjs';

const business = async event => {
  const input = event.body?.input ?? inputsOf({ ...event, body: undefined })[0];
  if (input === 'fail') throw Object.assign(new Error('no such order'), { statusCode: 404, expose: true });
  return { statusCode: 200, body: JSON.stringify({ ordered: input }) };
};

const http = middy().use(jsonBodyParser({ disableContentTypeError: true })).use(httpErrorHandler()).handler(business);
const plain = middy().before(request => { request.internal.began = true; }).handler(business);

export const handler = async (event, context) => (event.body ? http : plain)(event, context);
