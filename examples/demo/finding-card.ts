import type { Paint } from './paint';
import type { DetectionFinding } from '../../src/contract/finding';

type Field = readonly [label: string, value: string | undefined];
type Evidence = DetectionFinding['evidences'][number];

/** One finding for people: who sent it, where it came in and where it would have done harm, how it was recognised. */
export function findingCard(finding: DetectionFinding, paint: Paint): string[] {
  const evidences = finding.evidences.slice(0, 1);
  return [
    ...section('what', what(finding), paint),
    ...evidences.flatMap(evidence => section('who', who(finding, evidence), paint)),
    ...evidences.flatMap(evidence => section('where', where(finding, evidence), paint)),
    ...evidences.flatMap(evidence => section('how', how(evidence), paint)),
  ];
}

function what(finding: DetectionFinding): Field[] {
  const { title, types } = finding.finding_info;
  return [
    ['finding', `${title} (${types.join(', ')})`],
    ['severity', finding.severity],
    ['action', `${finding.action}, ${finding.disposition}`],
    ['time', finding.timestamp],
  ];
}

function who({ metadata }: DetectionFinding, { src_endpoint: source, actor, http_request: request }: Evidence): Field[] {
  return [
    ['address', source?.ip],
    ['principal', actor?.user.uid],
    ['agent', request?.user_agent],
    ['request', [request?.http_method, request?.url?.path].filter(Boolean).join(' ')],
    ['request id', metadata.correlation_uid],
  ];
}

function where({ resources }: DetectionFinding, { data }: Evidence): Field[] {
  return [
    ['function', resources[0]?.name],
    ['trigger', [data.trigger, data.route].filter(Boolean).join(', ')],
    ['input', [data.inputPath, ...data.decoders ?? []].join(' → ')],
    ['sink', `${data.sink}, ${data.operation}`],
  ];
}

function how({ data }: Evidence): Field[] {
  return [
    ['value', data.input ?? ''],
    ['detector', data.detector],
    ['change', data.change],
    ['unseen', data.notInspected],
  ];
}

function section(title: string, fields: readonly Field[], paint: Paint): string[] {
  return fields.filter(([, value]) => Boolean(value)).map(([label, value], index) =>
    `${paint((index === 0 ? title : '').padEnd(6), 'title')} ${paint(label.padEnd(11), 'quiet')} ${value}`);
}
