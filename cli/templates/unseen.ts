import type { ParsedTemplate } from './parse-template';
import { asObject } from '../../src/app-model/json';
import type { Problem } from '../../src/report/finding';

/** What CloudFormation will make of a template before it deploys it, and nobody can see here. */
export function unseenIn({ file, body, positionOf }: ParsedTemplate & { readonly file: string }): readonly Problem[] {
  return Object.keys(asObject(body.Resources))
    .filter(name => name.startsWith('Fn::'))
    .map(name => ({
      file,
      line: positionOf(['Resources', name])?.line,
      message: `resources that ${name.startsWith('Fn::ForEach::') ? 'a loop' : 'a transform'} makes are not judged: ${name}`,
    }));
}
