import { acknowledgementOf } from './acknowledgements';
import { constructPathsOf } from './templates/assembly';
import type { Position, PositionOf } from './templates/positions';
import type { TemplateFile } from './templates/read-templates';
import { AppModel } from '../src/app-model/app-model';
import { readTemplate } from '../src/app-model/read-template';
import { TEMPLATE_TYPE, type TemplateSource } from '../src/app-model/template';
import { judgement, type JudgedFinding, type Judgement } from '../src/checks/judge';
import type { RuleParameters } from '../src/checks/parameters';
import type { Rule } from '../src/checks/rule';
import type { ReportedFinding } from '../src/report/finding';

/** Templates that were judged together, as one app: what one exports the others import. */
export interface JudgedTemplates {
  readonly model: AppModel;
  readonly judgement: Judgement;
  /** The files by the ids that the model gives them. */
  readonly files: ReadonlyMap<string, TemplateFile>;
  /** A finding with its place and what was acknowledged. */
  readonly describe: (finding: JudgedFinding) => ReportedFinding;
}

/**
 * Judges templates.
 *
 * @param account the account of templates whose own is not known
 */
export function judgeTemplates(templates: readonly TemplateFile[], rules: readonly Rule[], parameters: RuleParameters, account?: string): JudgedTemplates {
  const ids = idsOf(templates);
  const model = AppModel.of(templates.map(template => sourceOf(template, ids, account)));
  const files = new Map(templates.map(template => [ids.get(template.file) ?? template.file, template]));
  return {
    model,
    judgement: judgement(rules, model, parameters),
    files,
    describe: finding => reported(finding, files.get(finding.resource.template.id), parameters.today),
  };
}

/** Of a cloud assembly a template is called as at synth, by the path of its stack; by its file where two would be called alike. */
function idsOf(templates: readonly TemplateFile[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(templates.map(({ file, stack }) => {
    const id = stack === undefined || stack.path === '' || taken.has(stack.path) ? file : stack.path;
    taken.add(id);
    return [file, id];
  }));
}

function sourceOf({ file, body, stack, nestedIn }: TemplateFile, ids: ReadonlyMap<string, string>, account: string | undefined): TemplateSource {
  return {
    ...readTemplate(file, body),
    id: ids.get(file) ?? file,
    account: stack?.account ?? account,
    region: stack?.region,
    constructPaths: stack === undefined ? undefined : constructPathsOf(stack),
    nestedIn: nestedIn === undefined ? undefined : { ...nestedIn, id: ids.get(nestedIn.id) ?? nestedIn.id },
  };
}

function reported(finding: JudgedFinding, template: TemplateFile | undefined, today: string): ReportedFinding {
  const { rule, id, severity, description, fix, location, resource } = finding;
  const { file = resource.template.id, stack, positionOf } = template ?? {};
  const isTemplate = resource.type === TEMPLATE_TYPE;
  const constructPath = isTemplate ? stack?.path : resource.constructPath;
  const construct = stack === undefined || constructPath === undefined ? undefined : { path: constructPath, stack };
  const { acknowledged, ended } = acknowledgementOf(id, today, resource, construct);
  return {
    rule,
    id,
    severity,
    message: ended === undefined ? description : `${description}; its acknowledgement ended on ${ended}`,
    ...(fix === rule.fix ? {} : { fix }),
    location: { file, ...positionOf === undefined ? {} : positionIn(positionOf, isTemplate ? [] : ['Resources', resource.logicalId], location.split('/')) },
    property: location,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    constructPath,
    acknowledged,
  };
}

/** The deepest part of a property that is written down; what is missing is missing from the resource. */
function positionIn(positionOf: PositionOf, resource: readonly string[], property: readonly string[]): Position | undefined {
  for (let depth = property.length; depth > 1; depth -= 1) {
    const position = positionOf([...resource, ...property.slice(0, depth)]);
    if (position !== undefined) return position;
  }
  return positionOf(resource.length === 0 ? property.slice(0, 1) : resource);
}
