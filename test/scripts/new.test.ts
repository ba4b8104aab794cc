import {execFileSync} from 'node:child_process'
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {create, Refusal} from '../../scripts/new/create.ts'
import {isExhaustive} from '../support/sample.ts'

/** A copy of the project, without its build. */
function copy(): string {
  const root = mkdtempSync(join(tmpdir(), 'ddbstream-new-'))
  for (const name of ['src', 'packages/lab/src', 'test', 'docs', 'scripts', 'bench']) cpSync(name, join(root, name), {recursive: true})
  for (const name of ['package.json', 'tsconfig.json', 'biome.fences.json']) cpSync(name, join(root, name))
  // The copy is no repository, whose ignored files the linter would ask for.
  const biome = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(root, 'biome.json'), JSON.stringify({...biome, vcs: {enabled: false}}))
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  return root
}

/** Runs a tool of the project in the copy; its output is in the error where it fails. */
const run = (root: string, tool: string, ...args: string[]): void => {
  execFileSync(process.execPath, [join('node_modules', tool), ...args], {
    cwd: root,
    stdio: 'pipe',
    encoding: 'utf8',
    // On CI a golden that is not there yet is a failure: here the first run writes it.
    env: {...process.env, CI: ''},
  })
}

const made = [
  ['check', 'invented-state', 'cold-starts'],
  ['cause', 'invented-trouble'],
  ['incident', 'invented-day'],
  ['retold', 'invented-by-others'],
  ['format', 'invented-lines'],
] as const

describe('one of each kind, in a copy of the project', () => {
  let root = ''
  const paths: string[] = []
  beforeAll(() => {
    root = copy()
    for (const args of made) paths.push(...create(root, args).paths)
  })

  it('is source, test and page, and a line in the index', () => {
    expect(paths).toEqual([
      ...['src/checks/cold-starts/invented-state.ts', 'test/checks/cold-starts/invented-state.test.ts'],
      ...['docs/checks/invented-state.md', 'src/checks/index.ts'],
      ...[
        'src/causes/invented-trouble.ts',
        'test/causes/invented-trouble.test.ts',
        'test/causes/limits/invented-trouble.test.ts',
        'docs/causes/invented-trouble.md',
      ],
      ...['packages/lab/src/incidents/invented-trouble.ts', 'src/causes/index.ts', 'packages/lab/src/incidents/index.ts'],
      ...['packages/lab/src/incidents/invented-day.ts', 'packages/lab/src/incidents/index.ts'],
      'test/incidents/retold/invented-by-others.ts',
      ...['src/reports/formats/invented-lines.ts', 'test/reports/formats/invented-lines.test.ts', 'src/reports/index.ts'],
    ])
    expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([])
  })

  it('puts a check at the end of its topic', () => {
    expect(readFileSync(join(root, 'src/checks/index.ts'), 'utf8')).toMatch(
      /id: 'cold-starts',[^}]*unusedProvisionedConcurrency,\s+inventedState,?\s*\]/,
    )
  })

  // Whole runs of the compiler, the linter and the tests take as long as hundreds of others.
  it.runIf(isExhaustive)('has right types', () => {
    // The new files and all their imports: the indexes, and through them the whole of their rooms.
    const config = {extends: './tsconfig.json', include: [], files: paths.filter(path => path.endsWith('.ts'))}
    writeFileSync(join(root, 'tsconfig.made.json'), JSON.stringify(config))
    run(root, 'typescript/bin/tsc', '-p', 'tsconfig.made.json', '--noEmit')
  })

  it.runIf(isExhaustive)('is clean for the linter once it is formatted', () => {
    const sources = paths.filter(path => path.endsWith('.ts'))
    run(root, '@biomejs/biome/bin/biome', 'check', '--write', ...sources)
    run(root, '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...sources)
  })

  it.runIf(isExhaustive)('passes its own tests and that of parity', () => {
    const own = paths.filter(path => path.endsWith('.test.ts'))
    // Without the set-up that tries every printed command: these are placeholders.
    writeFileSync(join(root, 'vitest.made.config.ts'), 'export default {test: {isolate: false, fileParallelism: false}}\n')
    run(root, 'vitest/vitest.mjs', 'run', '--config', 'vitest.made.config.ts', 'test/parity.test.ts', ...own)
  })
})

describe('files that are not made', () => {
  const root = copy()
  it.each([
    [['check', 'no-bisect', 'cold-starts'], /exists/],
    [['cause', 'poison-record'], /exists/],
    [['incident', 'idle'], /exists/],
    [['retold', 'zero-byte-in-a-name'], /exists/],
    [['format', 'csv'], /exists/],
    [['check', 'NoBisect', 'cold-starts'], /kebab/],
    [['check', 'no_bisect', 'cold-starts'], /kebab/],
    [['check', 'bisect', 'cold-starts'], /kebab/],
    [['check', 'a-b/../c', 'cold-starts'], /kebab/],
    [['incident', ''], /kebab/],
    [['check', 'late-start'], /Topics:\n {2}critical-metrics: Critical metrics\n/],
    [['check', 'late-start', 'cold-start'], /Topics:\n/],
    [['check', 'late-start', 'toString'], /Topics:\n/],
    [['check'], /npm run new check NAME TOPIC/],
    [['topic', 'late-start'], /is not something to make/],
  ])('%j', (args, words) => {
    const index = readFileSync(join(root, 'src/checks/index.ts'), 'utf8')
    expect(() => create(root, args)).toThrow(Refusal)
    expect(() => create(root, args)).toThrow(words)
    expect(readFileSync(join(root, 'src/checks/index.ts'), 'utf8')).toBe(index)
    expect(existsSync(join(root, 'src/checks/cold-starts/late-start.ts'))).toBe(false)
  })

  it('nothing is made where the index has no place for it', () => {
    const index = join(root, 'src/causes/index.ts')
    writeFileSync(index, readFileSync(index, 'utf8').replace('causes: readonly', 'all: readonly'))
    expect(() => create(root, ['cause', 'late-start'])).toThrow('no list')
    expect(existsSync(join(root, 'src/causes/late-start.ts'))).toBe(false)
    expect(existsSync(join(root, 'packages/lab/src/incidents/late-start.ts'))).toBe(false)
  })

  it('nothing is left where a file cannot be written', () => {
    // A file where a folder has to be.
    rmSync(join(root, 'docs/checks'), {recursive: true})
    writeFileSync(join(root, 'docs/checks'), '')
    const index = readFileSync(join(root, 'src/checks/index.ts'), 'utf8')
    expect(() => create(root, ['check', 'late-start', 'cold-starts'])).toThrow(/EEXIST|ENOTDIR/)
    expect(existsSync(join(root, 'src/checks/cold-starts/late-start.ts'))).toBe(false)
    expect(existsSync(join(root, 'test/checks/cold-starts/late-start.test.ts'))).toBe(false)
    expect(readFileSync(join(root, 'src/checks/index.ts'), 'utf8')).toBe(index)
  })
})
