import type { Paint } from './paint';
import type { DetectionFinding } from '../../src/contract/finding';

type Field = readonly [label: string, value: string | undefined];

/** One finding for people: who sent it, where it came in and where it would have done harm, how it was recognised. */
export function findingCard(finding: DetectionFinding, paint: Paint): string[] {
  const [evidence] = finding.evidences;
  const data = evidence?.data;
  const request = evidence?.http_request;
  const sections: ReadonlyArray<readonly [string, readonly Field[]]> = [
    ['what', [
      ['finding', `${finding.finding_info.title} (${finding.finding_info.types.join(', ')})`],
      ['severity', finding.severity],
      ['action', `${finding.action}, ${finding.disposition}`],
      ['time', finding.timestamp],
    ]],
    ['who', [
      ['address', evidence?.src_endpoint?.ip],
      ['principal', evidence?.actor?.user.uid],
      ['agent', request?.user_agent],
      ['request', [request?.http_method, request?.url?.path].filter(Boolean).join(' ')],
      ['request id', finding.metadata.correlation_uid],
    ]],
    ['where', [
      ['function', finding.resources[0]?.name],
      ['trigger', [data?.trigger, data?.route].filter(Boolean).join(', ')],
      ['input', [data?.inputPath, ...data?.decoders ?? []].join(' → ')],
      ['sink', `${data?.sink}, ${data?.operation}`],
    ]],
    ['how', [
      ['value', data?.input],
      ['detector', data?.detector],
      ['change', data?.change],
      ['unseen', data?.notInspected],
    ]],
  ];
  return sections.flatMap(([title, fields]) => fields.filter(hasValue).map(([label, value], index) =>
    `${paint((index === 0 ? title : '').padEnd(6), 'title')} ${paint(label.padEnd(11), 'quiet')} ${value}`));
}

function hasValue([, value]: Field): boolean {
  return value !== undefined && value !== '';
}
