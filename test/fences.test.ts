import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, normalize, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'

/** Source files below a folder, as [path, text]. */
const sources = (folder: string): [string, string][] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.ts'))
    .map(file => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')])

describe('pure folders', () => {
  // The linter knows no rule against await; imports and globals are its own (biome.json).
  it.each(['src/derived', 'src/checks', 'src/causes', 'src/reports', 'src/treatments/plans'])('%s does not wait', folder => {
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
  // Whoever imports the numbers does not see what a configuration says of the function: they come with the moment.
  it('are imported by the configuration alone', () => {
    expect(importersOfValues('src/model/thresholds.ts')).toEqual(['src/config/settings.ts'])
  })
})

describe('the lab', () => {
  it('imports no more than types of the SDK', () => {
    for (const [path, text] of sources('src/lab')) expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'@aws-sdk/m)
  })
})

describe('the parsers of code', () => {
  it('are loaded with --inspect-code alone', () => {
    for (const [path, text] of sources('src').filter(([path]) => !path.startsWith('src/evidence/code/')))
      expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'(?:@lezer\/|[^']*evidence\/code\/)/m)
    for (const [path, text] of sources('src/evidence/asked')) expect(text, path).not.toMatch(/^import (?!type )[^;\n]*'\.\.\/code\//m)
  })
})

/** What the linter refuses of these files, by their paths; a copy of the rules in a scratch project, so that no file is put into this one. */
function refusedOf(files: ReadonlyMap<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'ddbstream-fences-'))
  const config = JSON.parse(readFileSync('biome.json', 'utf8'))
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

/** The folders of docs/architecture.md, each with the names that it may import. */
const rows = new Map(
  [...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `(src\/[\w/-]+)` \| [^|]* \| ([^|]*) \|/gm)].map(
    ([, folder = '', names = '']) => [folder, names.split(/[,;] /)] as const,
  ),
)

/** Every folder below src that has files of its own. */
const folders = [...new Set(sources('src').map(([path]) => dirname(path)))].sort()

/** The row of a folder: its own, or that of the nearest folder above it. */
const rowOf = (folder: string): string | undefined =>
  [...rows.keys()].filter(row => folder === row || folder.startsWith(`${row}/`)).sort((a, b) => b.length - a.length)[0]

describe('the table of folders in docs/architecture.md', () => {
  it('has a row for each folder below src, and each row has its folder', () => {
    expect(folders.filter(folder => rowOf(folder) === undefined)).toEqual([])
    expect([...rows.keys()].filter(row => !folders.includes(row))).toEqual([])
  })

  it('is what the linter holds each folder to', () => {
    const rooms = [...rows.keys()].filter(row => row.split('/').length === 2).map(row => row.slice('src/'.length))
    const crossings = folders.flatMap(folder => {
      const allowed = rows.get(rowOf(folder) ?? '') ?? []
      const others = rooms.filter(room => !`${folder}/`.startsWith(`src/${room}/`))
      const up = '../'.repeat(folder.split('/').length - 1)
      return [
        ...others.map(room => ({folder, name: room, from: `${up}${room}/x.ts`, isAllowed: allowed.includes(room)})),
        {folder, name: 'sdk', from: '@aws-sdk/client-lambda', isAllowed: allowed.some(name => name.endsWith('the SDK'))},
      ].map(one => ({...one, path: `${folder}/imports-${one.name}.ts`}))
    })
    const refused = refusedOf(new Map(crossings.map(({path, from}) => [path, `import {x} from '${from}'`])))
    expect(refused).toEqual(
      crossings
        .filter(({isAllowed}) => !isAllowed)
        .map(({path}) => path)
        .sort(),
    )
  })
})

describe('the linter fences', () => {
  const cases: [folder: string, line: string][] = [
    ['src/model', "import {x} from '../aws/index.ts'"],
    ['src/derived', "import {x} from '../evidence/index.ts'"],
    ['src/checks', "import {x} from 'node:fs'"],
    ['src/causes', 'export const x = Date.now()'],
    ['src/reports', 'export const x = process.env.HOME'],
    ['src/aws', "import {x} from '../checks/index.ts'"],
    ['src/evidence', "import {x} from '@aws-sdk/client-lambda'"],
    ['src/config', "import {x} from '../checks/index.ts'"],
    ['src/evidence/asked', "import {x} from '../../checks/index.ts'"],
    ['src/evidence/log', "import {x} from '../../derived/index.ts'"],
    ['src/evidence/asked', "import {x} from '@lezer/python'"],
    ['src/evidence/code', "import {x} from '../../checks/index.ts'"],
    ['src/evidence/code', "import {x} from '../asked/index.ts'"],
    ['src/treatments', "import {x} from '../checks/index.ts'"],
    ['src/treatments', "import {x} from '@aws-sdk/client-lambda'"],
    ['src/treatments/plans', "import {x} from '../../aws/index.ts'"],
    ['src/treatments/plans', 'export const x = Date.now()'],
    ['src/commands', "import {x} from '../treatments/apply.ts'"],
    ['src/cli', "import {x} from '../treatments/apply.ts'"],
    ['src/use-cases', "import {x} from '../reports/index.ts'"],
    ['src/deploy', "import {x} from '../aws/index.ts'"],
    ['src/commands', "import {x} from '../evidence/index.ts'"],
    ['src/cli', "import {x} from '../checks/index.ts'"],
    ['src/cli', "import {x} from '../aws/index.ts'"],
    ['src/lab', "import {x} from '../model/units.ts'"],
    ['src/lab/simulation', "import {x} from '../../checks/index.ts'"],
  ]
  it('refuse what a folder may not do', () => {
    const files = new Map(cases.map(([folder, line], i) => [`${folder}/case${i}.ts`, line]))
    expect(refusedOf(files)).toEqual([...files.keys()].sort())
  })
})
