/** What judges the structure of answers, documents and objects; bundled to a file of its own, which most functions never read. */
export { pollutedNames } from './invocation/polluted-names';
export { markupInputs, standingMarkup } from './invocation/markup-inputs';
export { inspectHtml } from './detectors/html';
export { inspectFilter, inspectName } from './detectors/ldap';
export { inspectBreaks } from './detectors/line-breaks';
export { pageOf } from './response/page';
export { entityCharacters } from './detectors/xml';
export { guardXmlParser } from './sinks/xml';
