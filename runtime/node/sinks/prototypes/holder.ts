/** A property that came to a prototype, or took another value there. */
export interface Planted {
  readonly holder: Holder;
  readonly name: string;
  /** Undefined where there was none. */
  readonly before: PropertyDescriptor | undefined;
  readonly after: PropertyDescriptor;
}

const { getOwnPropertyDescriptor, getOwnPropertyNames, keys, setPrototypeOf } = Object;
const { defineProperty, deleteProperty } = Reflect;

/** One prototype of JavaScript's own, and what it was like when it was last looked at. */
export class Holder {
  private enumerable = 0;
  private last: string | undefined;
  private descriptors = new Map<string, PropertyDescriptor>();

  public constructor(public readonly name: string, private readonly prototype: object) {}

  /**
   * Asked for every event and every sink: no more than counting. What an assignment plants is enumerable, and the last.
   *
   * An enumeration that meets nothing is a third of the time that a list of names takes; it meets what is inherited as well,
   * so that only a list can tell that there is more.
   */
  public hasMore(): boolean {
    let count = 0;
    let last: string | undefined;
    for (const name in this.prototype) {
      count++;
      last = name;
    }
    if (count === this.enumerable && last === this.last) return false;
    const names = keys(this.prototype);
    return names.length !== this.enumerable || names[names.length - 1] !== this.last;
  }

  /** Takes what it is like now for how it should be. */
  public accept(): void {
    this.descriptors = new Map();
    for (const name of getOwnPropertyNames(this.prototype)) {
      const descriptor = getOwnPropertyDescriptor(this.prototype, name);
      if (descriptor) this.descriptors.set(name, descriptor);
    }
    const names = keys(this.prototype);
    this.enumerable = names.length;
    this.last = names.at(-1);
  }

  /** By number and without a method of lists: those may be what was replaced. */
  public addPlanted(planted: Planted[]): void {
    const names = getOwnPropertyNames(this.prototype);
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      const before = this.descriptors.get(name);
      const after = getOwnPropertyDescriptor(this.prototype, name);
      if (after?.configurable && (!before || before.value !== after.value)) planted[planted.length] = { holder: this, name, before, after };
    }
  }

  public remove({ name, before }: Planted): void {
    if (before) defineProperty(this.prototype, name, alone(before));
    else deleteProperty(this.prototype, name);
  }

  public putBack({ name, after }: Planted): void {
    defineProperty(this.prototype, name, alone(after));
  }
}

/** Without a prototype: a planted `get` would be a part of every descriptor. */
function alone(descriptor: PropertyDescriptor): PropertyDescriptor {
  return setPrototypeOf(descriptor, null) as PropertyDescriptor;
}
