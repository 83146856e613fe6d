import { parseHandlerString } from '../../../runtime/node/entry/handler-string';

test.each([
  ['index.handler', { folder: '', module: 'index', exported: 'handler' }],
  ['src/api/index.orders.handle', { folder: 'src/api/', module: 'index', exported: 'orders.handle' }],
  ['/opt/nodejs/wrap.handler', { folder: '/opt/nodejs/', module: 'wrap', exported: 'handler' }],
  ['some.folder/index.handler', { folder: 'some.folder/', module: 'index', exported: 'handler' }],
  ['handler', undefined],
  ['../index.handler', undefined],
])('%s', (handler, expected) => {
  expect(parseHandlerString(handler)).toEqual(expected);
});
