/** The texts that came with an event of any source. */
export function inputsOf(event) {
  if (event.Records) return event.Records.map(recordInput);
  if (event.detail) return [event.detail.input];
  if (event.body) return [JSON.parse(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body).input];
  return [event.queryStringParameters?.q ?? event.input];
}

function recordInput(record) {
  if (record.Sns) return JSON.parse(record.Sns.Message).input;
  if (record.kinesis) return JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString()).input;
  if (record.dynamodb) return record.dynamodb.NewImage.input.S;
  if (record.s3) return decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
  return JSON.parse(record.body).input;
}

/** The answer that an HTTP source expects; other sources do not mind. */
export const answer = body => ({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** A handler that does the same with every input; the input `fail` makes it throw. */
export const each = work => async event => {
  const results = [];
  for (const input of inputsOf(event)) {
    if (input === 'fail') throw new RangeError('the input asked for a failure');
    results.push(await work(input, event));
  }
  return answer(results);
};
