import type { FunctionKind } from './inventory';
import type { AppModel } from '../../app-model/app-model';
import type { Resource } from '../../app-model/template';

/** Every type of resource that is a function of Lambda. */
const KINDS: Readonly<Record<string, FunctionKind>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::Serverless::Function': 'sam',
  'AWS::Lambda::WebFunction': 'web',
  'AWS::Serverless::WebFunction': 'web',
};

/** Every function in every template. */
export function everyFunction(model: AppModel): readonly Resource[] {
  return model.resourcesOf(...Object.keys(KINDS));
}

export function kindOf({ type }: Resource): FunctionKind {
  return KINDS[type] ?? 'function';
}
