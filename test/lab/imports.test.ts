import {readdirSync, readFileSync} from 'node:fs'
import {expect, it} from 'vitest'

const folder = new URL('../../packages/lab/src/', import.meta.url)
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))

/** Imports that are left when types are erased. */
const runtimeImports = (source: string): string[] =>
  [...source.matchAll(/^\s*(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm)].map(
    match => match[1] ?? match[2] ?? '',
  )

it('finds imports of values, but not of types', () => {
  const source = `import type {A} from '@aws-sdk/client-lambda'\nimport {b} from '@aws-sdk/client-sts'\nimport '@aws-sdk/core'\nconst c = await import('@aws-sdk/x')\nexport {d} from './d.ts'\nimport {\n  e,\n} from 'e'`
  expect(runtimeImports(source).sort()).toEqual(['./d.ts', '@aws-sdk/client-sts', '@aws-sdk/core', '@aws-sdk/x', 'e'])
})

it('the lab holds nothing of the SDK at run time: it knows AWS from its documentation', () => {
  expect(files.length).toBeGreaterThan(20)
  const foreign = files.flatMap(file =>
    runtimeImports(readFileSync(new URL(file, folder), 'utf8'))
      .filter(name => !name.startsWith('.') && !name.startsWith('node:'))
      .map(name => `${file}: ${name}`),
  )
  expect(foreign).toEqual([])
})
