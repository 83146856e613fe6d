import { entriesOf } from './template';
import type { Resource, Template } from './template';

const RESOURCES = 500;
const LAYERS = 5;
const ENVIRONMENT_BYTES = 4096;

/** CloudFormation's and Lambda's limits that a template exceeds. */
export function exceededLimits(template: Template): string[] {
  const resources = Object.keys(template.Resources).length;
  return [
    ...(resources > RESOURCES ? [`more than ${RESOURCES} resources`] : []),
    ...Object.entries(template.Resources).flatMap(([id, resource]) => exceededByFunction(resource).map(limit => `${id} has ${limit}`)),
  ];
}

function exceededByFunction({ Properties = {} }: Resource): string[] {
  const layers = Array.isArray(Properties.Layers) ? Properties.Layers.length : 0;
  const variables = Object.entries(entriesOf(entriesOf(Properties.Environment).Variables));
  const bytes = variables.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
  return [
    ...(layers > LAYERS ? [`more than ${LAYERS} layers`] : []),
    ...(bytes > ENVIRONMENT_BYTES ? [`more than ${ENVIRONMENT_BYTES} bytes of environment`] : []),
  ];
}
