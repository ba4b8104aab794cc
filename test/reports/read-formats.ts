import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Ajv} from 'ajv'
import parsePrometheus from 'parse-prometheus-text-format'
import {memoryPages, validateXML} from 'xmllint-wasm'

const require = createRequire(import.meta.url)

const xsd = readFileSync(new URL('jenkins-junit.xsd', import.meta.url), 'utf8')

/** libxml2's objections to these documents, by the schema that Jenkins publishes for JUnit; none when they are valid. */
export async function junitErrors(documents: readonly string[]): Promise<string[]> {
  const xml = documents.map((contents, i) => ({fileName: `${i}.xml`, contents}))
  const {errors} = await validateXML({xml, schema: [xsd], maxMemoryPages: 2 * memoryPages.defaultMaxMemoryPages})
  return errors.map(error => error.rawMessage)
}

/** OASIS' schema of SARIF 2.1.0, as Microsoft's own test library ships it. */
const schema = JSON.parse(
  readFileSync(`${require.resolve('@microsoft/jest-sarif').replace(/lib\/.*/, '')}lib/schemas/sarif-2.1.0-rtm.5.json`, 'utf8'),
) as Record<string, unknown>
// It is of JSON Schema draft 4, whose `id` ajv does not take; nothing in it refers to that.
const {id: _, $schema: __, ...draft7} = schema
const sarifSchema = new Ajv({strict: false, validateFormats: false, unicodeRegExp: false}).compile(draft7)

export const sarifErrors = (document: string): unknown[] => {
  sarifSchema(JSON.parse(document))
  return sarifSchema.errors ?? []
}

export interface MetricFamily {
  name: string
  help: string
  type: string
  metrics: {labels?: Record<string, string>; value: string}[]
}

/** Prometheus' text format, read by a parser that is not ours. */
export const prometheusFamilies = (text: string): MetricFamily[] => parsePrometheus(`${text}\n`) as MetricFamily[]

/** RFC 4180, read by hand: rows of cells. */
export function csvRows(text: string): string[][] {
  return text
    .split('\r\n')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''),
    )
}
