import { base64, observation } from './observation';
import { ATTACKS } from '../../examples/demo/attacks';
import { BENIGN_REQUESTS } from '../../examples/demo/benign-requests';
import { uploadEvent } from '../../examples/demo/events/s3';
import { changesOrders, leaksOtherCustomer, leaksPasswd, leaksSecret, leavesFile, overwritesTemplate } from '../../examples/demo/harm';
import { OTHER_CUSTOMER, SECRET } from '../../examples/demo/seed';

test('attacks and benign requests reach every function', () => {
  const functions = ['Converter', 'Download', 'Orders', 'Receipts'];
  expect([...new Set(ATTACKS.map(request => request.function))].sort()).toEqual(functions);
  expect([...new Set(BENIGN_REQUESTS.map(request => request.function))].sort()).toEqual(functions);
});

test('titles are unique', () => {
  const titles = [...ATTACKS, ...BENIGN_REQUESTS].map(({ title, carrier }) => `${title} ${carrier}`);
  expect(new Set(titles).size).toBe(titles.length);
});

test.each(ATTACKS.map(attack => [attack.title, attack] as const))('%s: an answer without effects is no harm', (_, attack) => {
  expect(attack.harm(observation())).toBeUndefined();
  expect(attack.harm(observation({ payload: '{"statusCode":403,"body":"refused"}' }))).toBeUndefined();
  expect(attack.harm(observation({ payload: 'null', files: { 'receipts/a.txt': base64('Thank you') } }))).toBeUndefined();
});

test('harm is seen in a plain answer, a base64 answer and a written file', () => {
  expect(leaksOtherCustomer(observation({ payload: JSON.stringify({ body: OTHER_CUSTOMER.note }) }))).toBeDefined();
  expect(leaksPasswd(observation({ payload: JSON.stringify({ body: base64('root:x:0:0'), isBase64Encoded: true }) }))).toBeDefined();
  expect(leaksSecret(observation({ payload: 'null', files: { 'receipts/a.txt': base64(`key ${SECRET}`) } }))).toBeDefined();
});

test('harm is seen in files left by a command, in an overwritten template and in changed rows', () => {
  expect(leavesFile('whoami')(observation({ files: { whoami: '' } }))).toBeDefined();
  expect(leavesFile('whoami')(observation({ files: { whoareyou: '' } }))).toBeUndefined();
  expect(overwritesTemplate('templates/receipt.txt')(observation({ files: { 'templates/receipt.txt': '' } }))).toBeDefined();
  expect(changesOrders(observation({ totalChange: -1 }))).toBeDefined();
});

test('S3 keys are encoded as S3 does it', () => {
  const key = (name: string) => uploadEvent(name).Records[0]?.s3.object.key;
  expect(key('uploads/a b+c.csv')).toBe('uploads/a+b%2Bc.csv');
  expect(key('uploads/$(id>x)é.csv')).toBe('uploads/%24%28id%3Ex%29%C3%A9.csv');
});
