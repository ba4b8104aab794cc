/** The JSON that commands print, by the name of its file in schemas/. The policy is AWS's JSON and has no key of ours. */
export const printedSchemas = [
  'report',
  'iterator-age',
  'mappings',
  'concurrency',
  'cold-starts',
  'errors',
  'change',
  'undo',
  'history',
  'init',
  'serve',
  'error',
  'lab-list',
  'lab-start',
  'lab-describe',
  'config-check',
  'config-show',
] as const

export type PrintedSchema = (typeof printedSchemas)[number]

/** The identifier of a schema: the `$id` of schemas/NAME.schema.json, and the `$schema` of the JSON that has this shape. */
export const schemaId = (name: string): string => `urn:ddbstream:schema:${name}`
