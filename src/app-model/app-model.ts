import { buildTemplates } from './build';
import { TEMPLATE_TYPE, type Resource, type Template, type TemplateSource } from './template';
import { unheeded } from './undecided';

/** The app as plain data. Built once per validation; everything derived from it is computed once, when first asked for. */
export class AppModel {
  /** The model of templates, whoever read them. */
  public static of(sources: readonly TemplateSource[]): AppModel {
    return new AppModel(buildTemplates(sources));
  }

  private readonly byType = new Map<string, Resource[]>();
  private readonly byTypes = new Map<string, readonly Resource[]>();
  private readonly documents: readonly Resource[];
  private readonly derived = new Map<unknown, unknown>();

  private constructor(public readonly templates: readonly Template[]) {
    for (const resource of templates.flatMap(template => [...template.resources.values()])) {
      const sameType = this.byType.get(resource.type);
      if (sameType === undefined) this.byType.set(resource.type, [resource]);
      else sameType.push(resource);
    }
    this.documents = templates.map(asResource);
  }

  /** All resources of the given types, in the order of templates. */
  public resourcesOf(...types: readonly string[]): readonly Resource[] {
    const [single] = types;
    if (single !== undefined && types.length === 1) return this.resourcesOfType(single);
    const key = types.join('\n');
    const known = this.byTypes.get(key) ?? types.flatMap(type => this.resourcesOfType(type));
    this.byTypes.set(key, known);
    return known;
  }

  private resourcesOfType(type: string): readonly Resource[] {
    return type === TEMPLATE_TYPE ? this.documents : this.byType.get(type) ?? [];
  }

  public get resources(): Iterable<Resource> {
    return [...this.byType.values()].flat();
  }

  /**
   * An index over the whole model, computed at the first call and kept: what keeps rules linear.
   *
   * @param compute - a pure function; it is the key, so pass the same function every time
   */
  public index<T>(compute: (model: AppModel) => T): T {
    if (!this.derived.has(compute)) this.derived.set(compute, unheeded(() => compute(this)));
    return this.derived.get(compute) as T;
  }
}

/** The template as something that findings can stand on; it is named like its stack. */
function asResource(template: Template): Resource {
  return {
    key: `${template.id}\n`,
    logicalId: TEMPLATE_TYPE,
    type: TEMPLATE_TYPE,
    template,
    properties: template.body,
    metadata: undefined,
    constructPath: template.account === undefined && template.file === template.id ? undefined : template.id,
    cdkManaged: false,
  };
}
