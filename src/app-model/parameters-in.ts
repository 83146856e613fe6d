import { asObject, isObject, own } from './json';
import type { Template } from './template';

/** The names of the template's parameters that an expression mentions, through `Ref`, `Fn::Sub` and whatever holds them. */
export function parametersIn(expression: unknown, template: Template): readonly string[] {
  const parameters = asObject(template.body.Parameters);
  const found = new Set<string>();
  const open: unknown[] = [expression];
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) open.push(...next);
    if (!isObject(next)) continue;
    for (const name of namesIn(next)) if (Object.hasOwn(parameters, name)) found.add(name);
    open.push(...Object.values(next));
  }
  return [...found];
}

function namesIn(expression: Readonly<Record<string, unknown>>): readonly string[] {
  const { Ref: ref, 'Fn::Sub': sub } = expression;
  const text = Array.isArray(sub) ? sub[0] : sub;
  const substituted = typeof text === 'string' ? [...text.matchAll(/\$\{([A-Za-z0-9]{1,255})\}/g)].map(([, name]) => name ?? '') : [];
  return typeof ref === 'string' ? [ref, ...substituted] : substituted;
}

/** A parameter of the template, as declared. */
export function parameterOf(name: string, template: Template): Readonly<Record<string, unknown>> {
  return asObject(own(asObject(template.body.Parameters), name));
}
