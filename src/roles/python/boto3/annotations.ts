import { resourceModel } from './resources';
import { serviceNamed } from '../../operations/table';
import type { Expression } from '../syntax/tree';
import type { Evaluator } from '../values/evaluator';
import { UNKNOWN_VALUES, type Value } from '../values/value';

/** What a type says of a value: `client: S3Client`, from the packages that type boto3; or an own class. */
export function annotatedValue(annotation: Expression, evaluator: Evaluator): readonly Value[] {
  // `"S3Client"`, which is read later than the class is there.
  if (annotation.type === 'text') return [];
  if (annotation.type === 'binary') return [...annotatedValue(annotation.left, evaluator), ...annotatedValue(annotation.right, evaluator)];
  if (annotation.type === 'subscript' && annotation.index !== undefined) return annotatedValue(annotation.index, evaluator);
  return evaluator.evaluate(annotation).flatMap(value => {
    if (value.kind === 'class') return [{ kind: 'instance', node: value.node } as const];
    return value.kind === 'package' ? typed(value.name) : UNKNOWN_VALUES;
  });
}

/** `mypy_boto3_dynamodb.service_resource.Table` */
function typed(name: string): readonly Value[] {
  if (/^(aio)?boto3\.(session\.)?Session$/.test(name)) return [{ kind: 'session' }];
  const [, module = '', type = ''] = /^(?:(?:mypy|types|types_aio)_(?:aio)?boto(?:3|core)?_)(\w+?)(?:\.\w+)*\.(\w+)$/.exec(name) ?? [];
  const service = serviceNamed(module.replaceAll('_', '-')) ?? serviceNamed(module);
  if (service === undefined) return UNKNOWN_VALUES;
  if (type.endsWith('Client')) return [{ kind: 'client', service }];
  const model = resourceModel(service.name, type.endsWith('ServiceResource') ? '' : type);
  return model === undefined ? UNKNOWN_VALUES : [{ kind: 'resource', model, identifiers: new Map(), isLoaded: true }];
}
