import { acceptedTable } from './accepted';
import { Changes } from './changes';
import { readData } from './data';
import { append, counted, element } from './dom';
import { NO_FILTER, Search, type Filter } from './filter';
import { header, toolbar } from './header';
import { Matrix } from './matrix';
import { Reach } from './reach';
import { weaknessTable } from './weaknesses';

function show(): void {
  const data = readData();
  const search = new Search(data);
  const first = search.apply(NO_FILTER);
  const matrix = new Matrix(data, first.functions);
  const changes = new Changes(data, first.findings);
  const reach = new Reach(data, first.functions);
  const apply = (filter: Filter) => {
    const { functions, findings } = search.apply(filter);
    matrix.show(functions);
    changes.show(findings);
    reach.show(functions);
    tellCount(functions.size, findings.size);
  };
  const { bar, set } = toolbar(data, apply);
  const main = element('main', {}, weaknessTable(data, weakness => {
    set({ weakness });
    document.getElementById('changes')?.scrollIntoView();
  }), matrix.section, reach.section, changes.section, acceptedTable(data));
  append(document.getElementById('report') ?? document.body, header(data), bar, main);
  tellCount(first.functions.size, first.findings.size);
  addEventListener('hashchange', openTarget);
  void Promise.all([matrix.ready, changes.ready, reach.ready]).then(() => {
    document.documentElement.dataset.ready = 'true';
    openTarget();
  });
}

function tellCount(functions: number, findings: number): void {
  const status = document.getElementById('count');
  if (status !== null) status.textContent = `${counted(functions, 'function')}, ${counted(findings, 'finding')}`;
}

/** A link to a rule opens it. */
function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (target !== null && location.hash !== '') target.scrollIntoView();
}

show();
