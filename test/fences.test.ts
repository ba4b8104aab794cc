import {spawnSync} from 'node:child_process'
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, normalize, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {type Folder, fencesOf, foldersOf} from '../scripts/fences/overrides.ts'
import {isExhaustive} from './support/sample.ts'

/** Source files below a folder, as [path, text]. */
const sources = (folder: string): [string, string][] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.ts'))
    .map(file => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')])

const rows = foldersOf(readFileSync('docs/architecture.md', 'utf8'))

describe('pure folders', () => {
  // The linter knows no rule against await; imports and globals are its own (biome.json).
  it.each(rows.filter(({isPure}) => isPure).map(({path}) => path))('%s does not wait', folder => {
    for (const [path, text] of sources(folder)) expect(text, path).not.toMatch(/\bawait\b|\basync\b|\.then\(/)
  })
})

/** The files that import one of the values of a file: types do not count. */
function importersOfValues(file: string): string[] {
  const taken = ([path, text]: [string, string]): boolean =>
    [...text.matchAll(/^(?:import|export) (?!type )(.*?) from '([^']+)'/gms)].some(
      ([, names = '', from = '']) => normalize(join(dirname(path), from)) === file && /[{,*]\s*(?!type )\w/.test(names),
    )
  return sources('src')
    .filter(taken)
    .map(([path]) => path)
}

describe('thresholds', () => {
  // An importer of the numbers does not see the configuration of the function: they come with the moment.
  it('are imported by the configuration alone', () => {
    expect(importersOfValues('src/aws-facts/thresholds.ts')).toEqual(['src/config/settings.ts'])
  })
})

describe('AWS', () => {
  it('is reached by the command line and the handler through use cases alone: they take no more than types of it', () => {
    for (const [path, text] of ['src/cli', 'src/commands', 'src/deploy'].flatMap(sources))
      expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'(?:\.\.\/)+aws\/|import\('[^']*\/aws\//m)
  })
})

describe('the lab', () => {
  it('imports no more than types of the SDK', () => {
    for (const [path, text] of sources('packages/lab/src')) expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'@aws-sdk/m)
  })
})

describe('the parsers of code', () => {
  it('are loaded with --inspect-code alone', () => {
    for (const [path, text] of sources('src').filter(([path]) => !path.startsWith('src/evidence/code/')))
      expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'(?:@lezer\/|[^']*evidence\/code\/)/m)
    for (const [path, text] of sources('src/evidence/on-demand')) expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'\.\.\/code\//m)
  })
})

/** The linter's errors on these files, by their paths; a copy of the rules in a scratch project, so that no file is put into this one. */
function refusedOf(files: ReadonlyMap<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'ddbstream-fences-'))
  const config = JSON.parse(readFileSync('biome.json', 'utf8'))
  copyFileSync('biome.fences.json', `${root}/biome.fences.json`)
  writeFileSync(`${root}/biome.json`, JSON.stringify({...config, $schema: undefined, vcs: {enabled: false}}))
  for (const [path, line] of files) {
    mkdirSync(`${root}/${dirname(path)}`, {recursive: true})
    writeFileSync(`${root}/${path}`, line.startsWith('import') ? `${line}\n\nexport const y = x\n` : `${line}\n`)
  }
  const biome = spawnSync(resolve('node_modules/@biomejs/biome/bin/biome'), ['lint', '--max-diagnostics=none', '--reporter=json', '.'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  rmSync(root, {recursive: true})
  return (JSON.parse(biome.stdout).diagnostics as {category: string; location: {path: string}}[])
    .filter(d => /noRestricted(Imports|Globals)/.test(d.category))
    .map(d => d.location.path)
    .sort()
}

const packages = readdirSync('packages').map(name => `packages/${name}/src`)

/** Every folder below src, and below that of a package, that has files of its own. */
const folders = [...new Set(['src', ...packages].flatMap(sources).map(([path]) => dirname(path)))].sort()

/** The row of a folder: its own, or that of the nearest folder above it. */
const rowOf = (folder: string): Folder | undefined =>
  rows.filter(({path}) => folder === path || folder.startsWith(`${path}/`)).sort((a, b) => b.path.length - a.path.length)[0]

describe('the table of folders in docs/architecture.md', () => {
  it('has a row for each folder of sources, and each row has its folder', () => {
    expect(folders.filter(folder => rowOf(folder) === undefined)).toEqual([])
    expect(rows.map(({path}) => path).filter(path => !folders.some(folder => `${folder}/`.startsWith(`${path}/`)))).toEqual([])
  })

  it('is the one that `npm run fences` wrote into biome.fences.json', () => {
    expect(readFileSync('biome.fences.json', 'utf8')).toBe(fencesOf(readFileSync('docs/architecture.md', 'utf8')))
  })

  it.runIf(isExhaustive)('are the rules that the linter applies to each folder, at each depth', () => {
    const deeper = rows.map(({path}) => `${path}/invented-folder`)
    const crossings = [...new Set([...folders, ...deeper])].flatMap(folder => {
      const row = rowOf(folder)
      const allowed = row?.mayImport ?? []
      const top = folder.slice(0, folder.indexOf('/') + 1)
      const up = '../'.repeat(folder.split('/').length - 1)
      const wayTo = (path: string): string => up + (path.startsWith(top) ? path.slice(top.length) : `../${path}`)
      return [
        ...rows
          .filter(({path}) => path !== row?.path)
          // A file of a folder around it counts as outside too.
          .map(({path}) => ({name: path, from: `${wayTo(path)}/x.ts`, isAllowed: allowed.includes(path.replace('src/', ''))})),
        {name: 'lab', from: '#lab', isAllowed: allowed.includes('#lab')},
        {name: 'sdk', from: '@aws-sdk/client-lambda', isAllowed: allowed.includes('@aws-sdk/*')},
        {name: 'zod', from: 'zod', isAllowed: allowed.includes('zod')},
        {name: 'node', from: 'node:fs', isAllowed: allowed.includes('node:*')},
        {name: 'itself', from: './x.ts', isAllowed: true},
      ].map(one => ({...one, path: `${folder}/imports-${one.name.replaceAll('/', '-')}.ts`}))
    })
    const refused = refusedOf(new Map(crossings.map(({path, from}) => [path, `import {x} from '${from}'`])))
    expect(refused).toEqual(
      crossings
        .filter(({isAllowed}) => !isAllowed)
        .map(({path}) => path)
        .sort(),
    )
  })

  it('keeps clock and environment out of the pure folders', () => {
    const files = rows.filter(({isPure}) => isPure).flatMap(({path}) => [`${path}/a.ts`, `${path}/invented-folder/b.ts`])
    expect(refusedOf(new Map(files.map(path => [path, 'export const x = [Date.now(), process.env.HOME]'])))).toEqual(
      files.sort().flatMap(path => [path, path]),
    )
  })
})
