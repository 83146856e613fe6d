import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';

/* eslint-disable @typescript-eslint/no-require-imports */

/** What a text breaks of a schema. */
export type Errors = (json: string) => readonly unknown[];

/** The official schema of SARIF 2.1.0. */
export const sarifErrors = errorsBy(new Ajv({ schemaId: 'id', meta: false, allErrors: true, unknownFormats: 'ignore' })
  .addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'))
  .compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')));

/** The official schema of CycloneDX 1.7, with those that it refers to. */
export const cycloneDxErrors = errorsBy(cycloneDx());

/** A schema of ours. */
export function schemaErrors(file: string): Errors {
  return errorsBy(new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(file, 'utf8'))));
}

function cycloneDx(): Ajv.ValidateFunction {
  const folder = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema');
  const schema = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true, extendRefs: true, unknownFormats: ['iri-reference', 'idn-email'] });
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema({ ...schema(name), $id: undefined }, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema('bom-1.7'));
}

function errorsBy(validate: Ajv.ValidateFunction): Errors {
  return json => validate(JSON.parse(json)) === true ? [] : validate.errors ?? [];
}
