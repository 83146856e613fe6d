import { basename, relative, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import { acceptedAs } from './accepted';
import { chosenRules } from './chosen-rules';
import { sourceOf } from './source-lines';
import { AppModel } from '../../app-model/app-model';
import { readConstructTree } from '../../app-model/read-construct-tree';
import { TEMPLATE_TYPE, type Resource } from '../../app-model/template';
import { readAcknowledgements, type Acknowledgements } from '../../checks/acknowledgements';
import { judge, type JudgedFinding } from '../../checks/judge';
import { ruleParameters } from '../../checks/parameters';
import { SEVERITIES } from '../../checks/rule';
import type { Report, ReportedFinding, SourceLocation } from '../finding';
import { buildInventory } from '../inventory/build-inventory';
import { importedFunctions } from '../inventory/imported-functions';
import type { Inventory } from '../inventory/inventory';
import { byText, idOf } from '../inventory/texts';

/** Everything that the reports of an app are made of. */
export interface AppReport {
  readonly report: Report;
  readonly inventory: Inventory;
  /** The resource of each finding, by its id in the inventory. */
  readonly places: readonly string[];
}

/** What tells where things are. */
interface Surroundings {
  readonly outdir: string;
  readonly acknowledgements: Acknowledgements;
  readonly today: string;
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

/** Reads the templates of a whole app, judges them, and takes the inventory. */
export function reportApp(root: IConstruct, outdir: string): AppReport {
  const constructs = root.node.findAll();
  const parameters = ruleParameters();
  const surroundings = {
    outdir,
    today: parameters.today,
    acknowledgements: readAcknowledgements(root),
    constructs: new Map(constructs.map(construct => [construct.node.path, construct])),
  };
  const model = AppModel.of(readConstructTree(root));
  const { rules, areTold } = chosenRules(constructs);
  const judged = judge(rules, model, parameters)
    .filter(({ rule, resource }) => areTold(rule, resource.constructPath ?? resource.template.id))
    .map(finding => ({ resource: finding.resource, reported: reported(finding, surroundings) }))
    .sort((a, b) => rank(a.reported) - rank(b.reported) || byText(a.reported.id, b.reported.id) || byText(a.resource.key, b.resource.key));
  const findings = judged.map(({ resource, reported: { id, rule, severity, acknowledged } }) => (
    { id, weakness: rule.weakness, severity, resource, accepted: acknowledged !== undefined }));
  return {
    inventory: buildInventory(model, findings, importedFunctions(root)),
    places: judged.map(({ resource }) => idOf(resource)),
    report: {
      tool: { name: 'cdk-serverless-guard', version: version() },
      today: parameters.today,
      templates: model.templates.map(({ id, file, resources }) => ({ file: file === undefined ? id : within(outdir, file), resources: resources.size })),
      rules,
      findings: judged.map(finding => finding.reported),
      problems: [],
      notices: [],
    },
  };
}

function rank({ severity, acknowledged }: ReportedFinding): number {
  return SEVERITIES.indexOf(severity) + (acknowledged === undefined ? 0 : SEVERITIES.length);
}

function reported({ rule, id, severity, description, location, resource }: JudgedFinding, surroundings: Surroundings): ReportedFinding {
  const constructPath = resource.type === TEMPLATE_TYPE ? resource.template.id : resource.constructPath;
  const acknowledged = acceptedAs(id, constructPath, surroundings.acknowledgements, surroundings.today);
  return {
    rule,
    id,
    severity,
    message: description,
    location: locate(resource, constructPath, surroundings),
    property: location,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}

/** The app's own source where CDK kept it, else the template. */
function locate({ template }: Resource, constructPath: string | undefined, { outdir, constructs }: Surroundings): SourceLocation {
  const construct = constructs.get(constructPath ?? '\n');
  const source = construct === undefined ? undefined : sourceOf(construct, process.cwd());
  return source ?? { file: template.file === undefined ? template.id : within(outdir, template.file) };
}

function within(outdir: string, file: string): string {
  const path = relative(outdir, file);
  return path.startsWith('..') ? basename(file) : path.split(sep).join('/');
}

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- outside of what the compiler sees
  return (require('../../../package.json') as { readonly version: string }).version;
}
