import { acknowledgementOf } from './acknowledgements';
import { constructPathsOf } from './templates/assembly';
import type { Position, PositionOf } from './templates/positions';
import type { TemplateFile } from './templates/read-templates';
import { AppModel } from '../src/app-model/app-model';
import { readTemplate } from '../src/app-model/read-template';
import { TEMPLATE_TYPE, type TemplateSource } from '../src/app-model/template';
import { judge, type JudgedFinding } from '../src/checks/judge';
import type { RuleParameters } from '../src/checks/parameters';
import type { Rule } from '../src/checks/rule';
import type { ReportedFinding } from '../src/report/finding';

/**
 * Judges templates together, as one app: what one exports the others import.
 *
 * @param account the account of templates whose own is not known
 */
export function judgeTemplates(
  templates: readonly TemplateFile[],
  rules: readonly Rule[],
  parameters: RuleParameters,
  account?: string,
): readonly ReportedFinding[] {
  const byFile = new Map(templates.map(template => [template.file, template]));
  const model = AppModel.of(templates.map(template => sourceOf(template, account)));
  return judge(rules, model, parameters).flatMap(finding => {
    const template = byFile.get(finding.resource.template.id);
    return template === undefined ? [] : [reported(finding, template, parameters.today)];
  });
}

function sourceOf({ file, body, stack, nestedIn }: TemplateFile, account: string | undefined): TemplateSource {
  return {
    ...readTemplate(file, body),
    account: stack?.account ?? account,
    constructPaths: stack === undefined ? undefined : constructPathsOf(stack),
    nestedIn,
  };
}

function reported({ rule, id, severity, description, location, resource }: JudgedFinding, template: TemplateFile, today: string): ReportedFinding {
  const { file, stack, positionOf } = template;
  const isTemplate = resource.type === TEMPLATE_TYPE;
  const constructPath = isTemplate ? stack?.path : resource.constructPath;
  const construct = stack === undefined || constructPath === undefined ? undefined : { path: constructPath, stack };
  const { acknowledged, ended } = acknowledgementOf(id, today, resource, construct);
  return {
    rule,
    id,
    severity,
    message: ended === undefined ? description : `${description}; its acknowledgement ended on ${ended}`,
    location: { file, ...positionIn(positionOf, isTemplate ? [] : ['Resources', resource.logicalId], location.split('/')) },
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
