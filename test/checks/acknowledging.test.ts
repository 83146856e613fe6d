import { Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { app, PUBLIC_URL, publicUrl, synthWith, TODAY } from './synth-with';
import { ChecksFailOn, ServerlessTop10Checks, ServerlessWeakness } from '../../src';

const WILDCARD = 'SAS4-WildcardAction[Action::s3:*]';
const LATER = '2026-06-02';
const EXPIRED = `AcknowledgementExpired[${PUBLIC_URL}]`;

const { acknowledge } = ServerlessTop10Checks;

function checks(root: ReturnType<typeof app>, ...weaknesses: ServerlessWeakness[]) {
  const chosen = weaknesses.length > 0 ? weaknesses : [ServerlessWeakness.SAS_2, ServerlessWeakness.SAS_4];
  return new ServerlessTop10Checks(root, { today: TODAY, weaknesses: chosen });
}

/** What is found with a public URL on which this was done. */
function synthUrl(done: (url: Construct, stack: Stack) => void) {
  const root = app();
  const stack = new Stack(root, 'S');
  done(publicUrl(stack), stack);
  return synthWith(root, checks(root));
}

function archiveRole(stack: Stack): iam.Role {
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::orders/*'] }));
  return role;
}

afterEach(() => jest.restoreAllMocks());

describe('a list of findings', () => {
  test('is acknowledged with one reason, details and all', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    publicUrl(stack);
    archiveRole(stack);
    acknowledge(stack, [PUBLIC_URL, WILDCARD], { reason: 'a public archive' });
    expect(synthWith(root, checks(root))).toMatchObject({ failed: false, told: [] });
  });

  test('holds below the construct alone', () => {
    const { failed, told } = synthUrl((url, stack) => {
      publicUrl(stack, 'Forgotten');
      acknowledge(url, [PUBLIC_URL], { reason: 'a public form' });
    });
    expect({ failed, told }).toEqual({ failed: true, told: [`${PUBLIC_URL} S/Forgotten`] });
  });

  test('takes ids as CDK prints them, too', () => {
    expect(synthUrl(url => acknowledge(url, [`ServerlessTop10::${PUBLIC_URL}`], { reason: 'a public form' })).told).toEqual([]);
  });

  test('takes an id in which `::` comes more than once, which older versions of CDK refuse in every form', () => {
    const root = app();
    const id = 'ServerlessTop10::SAS4-DataPlaneWildcard[Resource::arn:aws:s3:::orders]';
    acknowledge(root, [id], { reason: 'meant' });
    expect(root.node.metadata.flatMap(({ data }) => Object.keys(Object(data)))).toContain(id);
  });

  test.each<[string[], object, RegExp]>([
    [['SAS2-FunctionUrlNoAut'], { reason: 'a form' }, /bad options of the acknowledgement on S: bad findings\[0\], got "SAS2-FunctionUrlNoAut", expected a finding .*; take its id from the report/],
    [['AwsSolutions-IAM5'], { reason: 'a form' }, /bad findings\[0\], got "AwsSolutions-IAM5"/],
    [[], { reason: 'a form' }, /bad findings, got a list, expected at least one finding; name it/],
    [[PUBLIC_URL], { reason: ' ' }, /bad acknowledgement.reason, got " ", expected why the findings are as they should be/],
    [[PUBLIC_URL], { reason: '…' }, /bad acknowledgement.reason, got "…"/],
    [[PUBLIC_URL], { reason: 'a form', expires: '2027-02-30' }, /bad acknowledgement.expires, got "2027-02-30", expected a date/],
    [[PUBLIC_URL], { reason: 'a form', until: '2027-02-28' }, /unknown member of acknowledgement, got "until", expected one of reason, expires/],
  ])('%j, %j is refused at once', (findings, acknowledgement, message) => {
    expect(() => acknowledge(new Stack(app(), 'S'), findings, acknowledgement as never)).toThrow(message);
  });
});

describe('an expiry date', () => {
  test('in the future changes nothing', () => {
    expect(synthUrl(url => acknowledge(url, [PUBLIC_URL], { reason: 'a form', expires: LATER }))).toMatchObject({ failed: false, told: [] });
  });

  test.each([TODAY, '2025-12-31'])('that has come (%s) brings the finding back, and is told itself', expires => {
    const { failed, told, violations } = synthUrl(url => acknowledge(url, [PUBLIC_URL], { reason: 'until the form moves', expires }));
    expect({ failed, told }).toEqual({ failed: true, told: [`${EXPIRED} S/Url`, `${PUBLIC_URL} S/Url`] });
    const ended = violations.find(({ ruleName }) => ruleName === EXPIRED);
    expect(ended).toMatchObject({
      severity: 'warning',
      description: expect.stringContaining(`ended on ${expires}`),
      ruleMetadata: { weakness: 'SAS-2 Broken authentication', cwe: 'CWE-306' },
    });
    expect(ended?.description).toContain('until the form moves');
  });

  test('holds for a detail as for a whole id', () => {
    const root = app();
    acknowledge(archiveRole(new Stack(root, 'S')), [WILDCARD], { reason: 'an archive', expires: TODAY });
    expect(synthWith(root, checks(root)).told).toEqual([`AcknowledgementExpired[${WILDCARD}] S/Role`, `${WILDCARD} S/Role/DefaultPolicy/Resource`]);
  });

  test('is understood in a reason that was written by hand', () => {
    const { told } = synthUrl(url => Validations.of(url).acknowledge({ id: `ServerlessTop10::${PUBLIC_URL}`, reason: 'a form (expires 2026-05-01)' }));
    expect(told).toEqual([`${EXPIRED} S/Url`, `${PUBLIC_URL} S/Url`]);
  });

  test('does not end what another acknowledgement further up still covers', () => {
    const { failed, told } = synthUrl((url, stack) => {
      acknowledge(url, [PUBLIC_URL], { reason: 'a form', expires: TODAY });
      acknowledge(stack, [PUBLIC_URL], { reason: 'public forms', expires: LATER });
    });
    expect({ failed, told }).toEqual({ failed: false, told: [`${EXPIRED} S/Url`] });
  });

  test('is renewed by acknowledging again', () => {
    const { told } = synthUrl(url => {
      acknowledge(url, [PUBLIC_URL], { reason: 'a form', expires: TODAY });
      acknowledge(url, [PUBLIC_URL], { reason: 'a form', expires: LATER });
    });
    expect(told).toEqual([]);
  });

  test('is told once where several packs judge the rule', () => {
    const root = app();
    acknowledge(publicUrl(new Stack(root, 'S')), [PUBLIC_URL], { reason: 'a form', expires: TODAY });
    const { told } = synthWith(root, checks(root), checks(root, ServerlessWeakness.SAS_2), checks(root, ServerlessWeakness.SAS_6));
    expect(told).toEqual([`${EXPIRED} S/Url`, `${PUBLIC_URL} S/Url`]);
  });

  test('fails nothing where nothing is to fail', () => {
    const root = app();
    acknowledge(publicUrl(new Stack(root, 'S')), [PUBLIC_URL], { reason: 'a form', expires: TODAY });
    const pack = new ServerlessTop10Checks(root, { today: TODAY, failOn: ChecksFailOn.NEVER, weaknesses: [ServerlessWeakness.SAS_2] });
    expect(synthWith(root, pack)).toMatchObject({ failed: false });
  });
});

describe('the snippet under a finding', () => {
  const SNIPPET = /ServerlessTop10Checks\.acknowledge\(construct, \['(.*)'\], (\{.*\})\);/;

  test('is one line, printed, with the id and half a year', () => {
    const { printed } = synthUrl(() => undefined);
    expect(printed).toContain(`ServerlessTop10Checks.acknowledge(construct, ['${PUBLIC_URL}'], { reason: '…', expires: '2026-11-30' });`);
    expect(printed.match(new RegExp(SNIPPET, 'g'))).toHaveLength(1);
  });

  test('acknowledges what it stands under once it is given a reason, and is refused without', () => {
    const root = app();
    const stack = new Stack(root, 'S');
    archiveRole(stack);
    const [, id = ''] = SNIPPET.exec(synthWith(root, checks(root)).printed) ?? [];
    expect(id).toBe(WILDCARD);
    expect(() => acknowledge(stack, [id], { reason: '…' })).toThrow('bad acknowledgement.reason');
    const again = app();
    acknowledge(archiveRole(new Stack(again, 'S')), [id], { reason: 'an archive' });
    expect(synthWith(again, checks(again)).told).toEqual([]);
  });
});
