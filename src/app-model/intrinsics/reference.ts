import { only, type Evaluate, type Intrinsic, type Scope } from '../evaluate';
import { asObject, own, textOf } from '../json';
import { ABSENT, UNKNOWN, type Possibility } from '../value';

/** A pseudo parameter, a parameter, or a resource of the same template. */
export const evaluateRef: Intrinsic = (argument, scope, evaluate) => {
  if (typeof argument !== 'string') return only(UNKNOWN, scope);
  if (argument === 'AWS::NoValue') return only(ABSENT, scope);
  if (argument.startsWith('AWS::')) return only({ kind: 'text', parts: [{ kind: 'pseudo', name: argument }] }, scope);
  const resource = scope.template.resources.get(argument);
  if (resource !== undefined) return only({ kind: 'reference', resource }, scope);
  return evaluateParameter(argument, scope, evaluate);
};

/** An attribute of a resource; an output of a nested stack is evaluated inside it. */
export const evaluateGetAtt: Intrinsic = (argument, scope, evaluate) => {
  const [logicalId, attribute] = getAttArguments(argument);
  if (logicalId === undefined || attribute === undefined) return only(UNKNOWN, scope);
  const nested = scope.template.nested.get(logicalId);
  if (nested !== undefined && attribute.startsWith('Outputs.')) {
    const output = asObject(own(asObject(nested.body.Outputs), attribute.slice('Outputs.'.length)));
    return output.Value === undefined ? only(UNKNOWN, scope) : evaluate(output.Value, { ...scope, template: nested });
  }
  const resource = scope.template.resources.get(logicalId);
  return only(resource === undefined ? UNKNOWN : { kind: 'reference', resource, attribute }, scope);
};

function getAttArguments(argument: unknown): readonly [string?, string?] {
  if (typeof argument === 'string') return splitAttribute(argument);
  if (!Array.isArray(argument) || argument.some(part => typeof part !== 'string')) return [];
  return [argument[0], argument.slice(1).join('.')];
}

/** `Bucket.Arn` → `Bucket` and `Arn`; `Stack.Outputs.Name` keeps the rest. */
export function splitAttribute(name: string): readonly [string?, string?] {
  const dot = name.indexOf('.');
  return dot < 0 ? [] : [name.slice(0, dot), name.slice(dot + 1)];
}

function evaluateParameter(name: string, scope: Scope, evaluate: Evaluate): readonly Possibility[] {
  const parameters = asObject(scope.template.body.Parameters);
  if (!Object.hasOwn(parameters, name)) return only(UNKNOWN, scope);
  const argument = nestedArgument(name, scope, evaluate);
  if (argument !== undefined) return argument;
  const parameter = asObject(parameters[name]);
  const type = textOf(parameter.Type);
  // The default of an SSM-backed parameter is the name of the SSM parameter, not its value.
  if (type.startsWith('AWS::SSM::')) return only(UNKNOWN, scope);
  const values = Array.isArray(parameter.AllowedValues) && parameter.AllowedValues.length > 0
    ? parameter.AllowedValues
    : [parameter.Default];
  return values.flatMap(value => only(parameterValue(value, type, scope), scope));
}

/** The value the parent gives to a nested stack's parameter. */
function nestedArgument(name: string, scope: Scope, evaluate: Evaluate): readonly Possibility[] | undefined {
  const parent = scope.template.parent;
  const given = own(asObject(asObject(parent?.properties).Parameters), name);
  return parent === undefined || given === undefined ? undefined : evaluate(given, { ...scope, template: parent.template });
}

function parameterValue(value: unknown, type: string, scope: Scope) {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return UNKNOWN;
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return { kind: 'scalar', value } as const;
  return { kind: 'list', items: String(value).split(',').map(item => item.trim()), template: scope.template } as const;
}
