import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {schemaReference} from '../../../src/cli/run/config.ts'

const project = mkdtempSync(join(tmpdir(), 'ddbstream-schema-'))
const install = (root: string): string => {
  mkdirSync(join(root, 'schemas'), {recursive: true})
  writeFileSync(join(root, 'schemas', 'config.schema.json'), '{}')
  return root
}

test('a package of the project is named by a relative path, which holds on every machine', () => {
  const root = install(join(project, 'node_modules', 'ddbstream'))
  expect(schemaReference(root, project)).toBe('node_modules/ddbstream/schemas/config.schema.json')
  expect(schemaReference(root, join(project, 'services', 'orders'))).toBe('../../node_modules/ddbstream/schemas/config.schema.json')
})

test('a package elsewhere is named by the URL of its file', () => {
  const root = install(join(project, 'global', 'ddbstream'))
  expect(schemaReference(root, join(project, 'orders'))).toBe(`file://${join(root, 'schemas', 'config.schema.json')}`)
})
