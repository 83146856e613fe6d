type Child = Node | string | number | undefined | false;

interface Properties {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: (event: Event) => void;
}

/** An element with text and other elements in it. Text is only ever text: nothing here parses HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (properties.class !== undefined) made.className = properties.class;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  if (properties.onClick !== undefined) made.addEventListener('click', properties.onClick);
  append(made, ...children);
  return made;
}

export function append(parent: Element, ...children: readonly Child[]): void {
  for (const child of children) {
    if (child !== undefined && child !== false) parent.append(typeof child === 'number' ? String(child) : child);
  }
}

/** Text for screen readers alone. */
export function spoken(text: string): HTMLElement {
  return element('span', { class: 'spoken' }, text);
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
