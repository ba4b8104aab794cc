import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {expect} from 'vitest'

const ajv = new Ajv2020({validateFormats: false, allowUnionTypes: true})

/** Expects the JSON of a command to name its schema, and to have its shape. */
export function expectPrinted(name: string, value: unknown): void {
  expect(value).toMatchObject({$schema: `urn:ddbstream:schema:${name}`})
  expectSchema(name, value)
}

/** Expects a value to have the shape of schemas/NAME.schema.json. */
export function expectSchema(name: string, value: unknown): void {
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as {$id: string}
  const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema)
  validate(value)
  expect(validate.errors).toBeNull()
}
