import { basename } from 'node:path';
import type { IConstruct } from 'constructs';
import { acceptedAs } from './accepted';
import { dayOf, judgedByPacks, packsOf } from './chosen-packs';
import { codeFolders } from './code-folders';
import { TEMPLATE_TYPE, type Resource } from '../../app-model/template';
import { readAcknowledgements, type Acknowledgements } from '../../checks/acknowledgements';
import type { JudgedFinding } from '../../checks/judge';
import { RenderedApp } from '../../checks/rendered-app';
import { appReport, type AppReport } from '../app-report';
import type { ReportedFinding, SourceLocation } from '../finding';
import { importedFunctions } from '../inventory/imported-functions';
import { pathBelow, projectRoot } from '../project-root';
import { CREATION_STACK, sourceIn } from '../source-lines';

/** What tells where things are. */
interface Surroundings {
  readonly outdir: string;
  readonly root: string;
  readonly acknowledgements: Acknowledgements;
  readonly today: string;
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

/** Reads the templates of a whole app, judges them, and takes the inventory. */
export function reportApp(root: IConstruct, outdir: string): AppReport {
  const constructs = root.node.findAll();
  const app = RenderedApp.of(root);
  const packs = packsOf(constructs);
  const today = dayOf(packs);
  const surroundings = {
    outdir,
    root: projectRoot(process.cwd()),
    today,
    acknowledgements: readAcknowledgements(root),
    constructs: new Map(constructs.map(construct => [construct.node.path, construct])),
  };
  return appReport({
    model: app.model,
    judged: judgedByPacks(packs, app),
    tool: { name: 'cdk-serverless-guard', version: version() },
    today,
    templates: app.model.templates.map(({ id, file, resources }) => ({ file: file === undefined ? id : shown(file, surroundings), resources: resources.size })),
    problems: [],
    notices: [],
    describe: finding => reported(finding, surroundings),
    codeOf: codeFolders(constructs, surroundings.root),
    imported: importedFunctions(root),
  });
}

function reported({ rule, id, severity, description, fix, location, resource }: JudgedFinding, surroundings: Surroundings): ReportedFinding {
  const constructPath = resource.type === TEMPLATE_TYPE ? resource.template.id : resource.constructPath;
  const acknowledged = acceptedAs(id, constructPath, surroundings.acknowledgements, surroundings.today);
  return {
    rule,
    id,
    severity,
    message: description,
    ...(fix === rule.fix ? {} : { fix }),
    location: locate(resource, constructPath, surroundings),
    property: location,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}

/** The app's own source where CDK kept it, else the template. */
function locate({ template }: Resource, constructPath: string | undefined, surroundings: Surroundings): SourceLocation {
  const construct = surroundings.constructs.get(constructPath ?? '\n');
  const trace: unknown = construct?.node.metadata.find(({ type }) => type === CREATION_STACK)?.data;
  return sourceIn(trace, surroundings.root) ?? { file: template.file === undefined ? template.id : shown(template.file, surroundings) };
}

/** From the root of the project; from the assembly where that lies elsewhere. */
function shown(file: string, { root, outdir }: Surroundings): string {
  return pathBelow(root, file) ?? pathBelow(outdir, file) ?? basename(file);
}

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- outside of what the compiler sees
  return (require('../../../package.json') as { readonly version: string }).version;
}
