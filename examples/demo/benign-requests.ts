import { httpApiEvent, type HttpRequest } from './events/http-api';
import { downloadEvent, type DownloadRequest } from './events/rest-api';
import { uploadEvent } from './events/s3';
import { messageEvent, notificationEvent } from './events/sqs';
import type { BenignRequest } from './request';
import type { NewOrder } from '../order-api/functions/orders/orders';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** What customers do every day, with the characters that attacks are made of. */
export const BENIGN_REQUESTS: readonly BenignRequest[] = [
  list('all orders', {}, 'A-1003'),
  list("q=O'Brien", { q: "O'Brien" }, 'A-1001'),
  list('q=Tom & Jerry; 50% -- off', { q: 'Tom & Jerry; 50% -- off' }, 'A-1002'),
  list('q=union select …, minTotal=10', { q: 'union select committee, room 1=1', minTotal: '10.50' }, 'A-1003'),
  http('GET /orders/1', 'path parameter', { route: 'GET /orders/{id}', path: '/orders/1', pathParameters: { id: '1' } }, 'A-1001'),
  create('note: knock & wait $(please)', 'JSON body', {
    reference: 'A-1004', lastName: "D'Angelo", city: 'São Paulo', note: "Ring; knock & wait $(please) -- thanks, it's `urgent` | ../door", total: 12,
  }),
  create('note: Заказ № 5 «спасибо»', 'base64 JSON body', { reference: 'A-1005', lastName: 'Łukasz', city: 'Kraków', note: 'Заказ № 5 «спасибо» 注文 🎁', total: 7.25 }, true),
  search("city: L'Aquila", 'nested JSON', { filter: { delivery: { city: "L'Aquila" }, total: { from: 10, to: 20 } }, sort: { by: 'total', descending: true } }),
  search('status: shipped', 'base64 JSON body', { filter: { status: 'shipped' } }, true),
  track("lastName=O'Brien", { reference: 'A-1001', lastName: "O'Brien" }),
  track('lastName=van der Berg', { reference: 'A-1003', lastName: 'van der Berg' }, true),
  http('POST /orders (not JSON)', 'text body', { route: 'POST /orders', path: '/orders', contentType: JSON_TYPE, body: "{'note': 1" }, 'not JSON'),
  download('terms..final.txt', { name: 'terms..final.txt' }, 'terms, final'),
  download('Rechnung Müller & Söhne.txt', { name: encodeURIComponent('Rechnung Müller & Söhne.txt'), query: { year: '2026' } }, '42,50 €'),
  download('missing...txt', { name: 'missing...txt' }, 'no such document'),
  upload('uploads/Müller & Söhne; März (1).csv', 'archive/Müller & Söhne; März (1).csv.gz'),
  upload("uploads/O'Brien's 50% + more.csv", "archive/O'Brien's 50% + more.csv.gz"),
  { title: 'receipt for A-1002', carrier: 'SQS, JSON', function: 'Receipts', event: messageEvent({ reference: 'A-1002', template: 'receipt.txt' }), expected: 'Tom & Jerry' },
  {
    title: 'receipt for A-1001, kiosk..v2.txt',
    carrier: 'SNS in SQS, JSON in JSON',
    function: 'Receipts',
    event: notificationEvent({ reference: 'A-1001', template: 'kiosk..v2.txt', fileName: "Mrs O'Brien & co; 1..2.txt" }),
    expected: 'second floor',
  },
];

function http(title: string, carrier: string, request: HttpRequest, expected: string): BenignRequest {
  return { title, carrier, function: 'Orders', event: httpApiEvent(request), expected };
}

function list(title: string, query: Readonly<Record<string, string>>, expected: string): BenignRequest {
  return http(`GET /orders: ${title}`, 'query string', { route: 'GET /orders', path: '/orders', query }, expected);
}

function create(title: string, carrier: string, order: NewOrder, base64 = false): BenignRequest {
  return http(`POST /orders, ${title}`, carrier, { route: 'POST /orders', path: '/orders', contentType: JSON_TYPE, body: JSON.stringify(order), base64 }, order.reference);
}

function search(title: string, carrier: string, body: unknown, base64 = false): BenignRequest {
  const request = { route: 'POST /orders/search', path: '/orders/search', contentType: JSON_TYPE, body: JSON.stringify(body), base64 };
  return http(`POST /orders/search, ${title}`, carrier, request, 'A-1002');
}

function track(title: string, form: { readonly reference: string; readonly lastName: string }, base64 = false): BenignRequest {
  const request = { route: 'POST /orders/track', path: '/orders/track', contentType: FORM, body: new URLSearchParams(form).toString(), base64 };
  return http(`POST /orders/track, ${title}`, base64 ? 'base64 form body' : 'form body', request, form.reference);
}

function download(title: string, request: DownloadRequest, expected: string): BenignRequest {
  return { title: `GET /documents/${title}`, carrier: 'path, percent-encoded', function: 'Download', event: downloadEvent(request), expected };
}

function upload(key: string, expected: string): BenignRequest {
  return { title: key, carrier: 'S3 key, plus and percent', function: 'Converter', event: uploadEvent(key), expected };
}
