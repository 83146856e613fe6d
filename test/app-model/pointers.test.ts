import { AppModel } from '../../src/app-model/app-model';
import { targetsOf } from '../../src/app-model/pointers';
import { property } from '../../src/app-model/property';
import { readTemplate } from '../../src/app-model/read-template';

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };
const arn = (service: string, rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, { Ref: 'AWS::Region' }, ':111122223333:', rest]] });

test.each<[string, unknown, readonly string[]]>([
  ['its name', 'orders', ['Queue']],
  ['its ARN', 'arn:aws:sqs:eu-west-1:111122223333:orders', ['Queue']],
  ['its ARN in any partition and region', arn('sqs', 'orders'), ['Queue']],
  ['a reference', { 'Fn::GetAtt': ['Queue', 'Arn'] }, ['Queue']],
  ['the ARN of a stream of the same name', 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders', []],
  ['the ARN of such a stream in any region', arn('kinesis', 'stream/orders'), []],
  ['another name', 'invoices', []],
])('by %s a queue is pointed at as it should be', (_, pointer, expected) => {
  const model = AppModel.of([readTemplate('template', { Resources: { Queue: QUEUE, It: { Type: 'Custom::It', Properties: { Pointer: pointer } } } })]);
  const found = model.resourcesOf('Custom::It').flatMap(it => property(it, 'Pointer')).flatMap(({ value }) => targetsOf(value, model) ?? []);
  expect(found.map(({ logicalId }) => logicalId)).toEqual(expected);
});
