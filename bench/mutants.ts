/**
 * Changes the pure rooms in one place after the other, and looks whether a test notices. Run with `npm run mutants`.
 *
 *   --every N     each Nth mutant of each room, the same ones each time (12)
 *   --first K     begin with the Kth (0)
 *   --room A,B    these rooms
 *   --file TEXT   only files whose path contains it
 *   --survivors   list those that no test notices
 */
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {BaseSequencer, type Reporter, startVitest, type TestModule, type TestSpecification} from 'vitest/node'
import {instrument, type Mutant, mutantsOf} from './mutants/instrument.ts'
import {killedIn, linesOf} from './mutants/results.ts'
import {filesOf, rooms, testOrder, testsOfRooms} from './mutants/rooms.ts'
import {scoreText, survivorText} from './mutants/score.ts'

const {values} = parseArgs({
  options: {
    every: {type: 'string', default: '12'},
    first: {type: 'string', default: '0'},
    room: {type: 'string', default: ''},
    file: {type: 'string', default: ''},
    survivors: {type: 'boolean', default: false},
  },
})
const root = resolve('.')
const names = values.room.split(',').filter(Boolean)
const sources = new Map<string, {text: string; mutants: Mutant[]}>()
const chosen = new Map<number, {room: string; mutant: Mutant}>()
let next = 1
for (const room of rooms.filter(({name}) => names.length === 0 || names.includes(name))) {
  const ofRoom: Mutant[] = []
  for (const file of filesOf(room)) {
    if (!file.includes(values.file)) continue
    const text = readFileSync(file, 'utf8')
    const mutants = mutantsOf(file, text, next)
    next += mutants.length
    sources.set(resolve(file), {text, mutants})
    ofRoom.push(...mutants)
  }
  for (const [i, mutant] of ofRoom.entries()) {
    if (i % Number(values.every) === Number(values.first)) chosen.set(mutant.id, {room: room.name, mutant})
  }
}
const ids = new Set(chosen.keys())
const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
const results = join(folder, 'results.ndjson')
writeFileSync(results, '')
process.env.MUTANTS_PLAN = join(folder, 'plan.json')
const plain = [...chosen.values()].map(({mutant: {id, file, isStatic}}) => ({id, file, isStatic}))
writeFileSync(process.env.MUTANTS_PLAN, JSON.stringify({mutants: plain, results}))
console.log(`${ids.size} of ${next - 1} mutants; results in ${results}`)

/** One line per file of tests: how many mutants it has left alive. */
class Progress implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const failed = module.state() === 'failed' ? ' FAILED' : ''
    console.log(`${new Date().toISOString().slice(11, 19)} ${module.relativeModuleId}${failed}: ${ids.size - killedIn(results).size} alive`)
  }
}

/** First the tests that are nearest to the source: they notice most, and are the quickest. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({moduleId}: TestSpecification) => testOrder.findIndex(folder => moduleId.includes(folder))
    return files.sort((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

const vitest = await startVitest(
  'test',
  [],
  {
    config: false,
    root,
    include: testsOfRooms,
    watch: false,
    isolate: false,
    sequence: {sequencer: NearestFirst},
    fileParallelism: false,
    maxWorkers: 1,
    pool: 'forks',
    execArgv: ['--max-old-space-size=3000'],
    runner: resolve('.dev/bench/mutants/runner.js'),
    setupFiles: resolve('bench/mutants/setup.ts'),
    reporters: [new Progress()],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: {NODE_NO_WARNINGS: '1', MUTANTS_PLAN: process.env.MUTANTS_PLAN},
  },
  {
    plugins: [
      {
        name: 'mutants',
        enforce: 'pre',
        transform: (code, id) => {
          const source = sources.get(id)
          return source === undefined ? null : {code: instrument(source.mutants[0]?.file ?? id, code, source.mutants, ids), map: null}
        },
      },
    ],
  },
)
await vitest?.close()

const killed = killedIn(results)
const tried = new Set(linesOf(results).flatMap(line => ('tried' in line ? line.tried : [])))
for (const {name} of rooms) {
  const ofRoom = [...chosen.values()].filter(({room}) => room === name)
  if (ofRoom.length === 0) continue
  console.log(scoreText(name, ofRoom.filter(({mutant}) => killed.has(mutant.id)).length, ofRoom.length))
}
console.log(scoreText('all', killed.size, ids.size))
if (values.survivors) {
  for (const {mutant} of chosen.values()) if (!killed.has(mutant.id)) console.log(survivorText(mutant, tried.has(mutant.id)))
}
