import {appendFileSync, readFileSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import type {RunnerTask} from 'vitest'
import {TestRunner} from 'vitest'
import type {Result} from './results.ts'
import {Switch} from './switch.ts'

/** The input of a run: the mutants to try, and the path for their outcomes. */
interface Plan {
  mutants: {id: number; file: string; isStatic: boolean}[]
  results: string
}

const shared = globalThis as typeof globalThis & {$mutants?: Switch; $alive?: Map<number, Plan['mutants'][number]>; $between?: () => void}
const plan = JSON.parse(readFileSync(process.env.MUTANTS_PLAN as string, 'utf8')) as Plan
shared.$mutants ??= new Switch()
shared.$alive ??= new Map(plan.mutants.map(one => [one.id, one]))

/** Tests that enumerate or draw hundreds of cases cost too much to be repeated for each mutant: CPU time of one run. */
const mostMicroseconds = 800_000

/** Runs each test as usual, and then once more for every mutant that it may notice and no test before has noticed. */
export default class MutantRunner extends TestRunner {
  async runTask(test: RunnerTask): Promise<void> {
    const run = TestRunner.getTestFn(test as never) as () => unknown
    const mutants = shared.$mutants as Switch
    const alive = shared.$alive as NonNullable<typeof shared.$alive>
    const before = process.cpuUsage()
    const met = await mutants.observe(run)
    const {calls} = mutants
    if (process.cpuUsage(before).user > mostMicroseconds) return
    const wanted = [...alive.values()].filter(
      one => (one.isStatic ? met.files.has(one.file) : met.mutants.has(one.id)) && isWorthIt(one, test.file.name),
    )
    if (wanted.length === 0) return
    const by = `${test.file.name} > ${test.name}`
    // A test that fails when it runs twice notices nothing.
    try {
      await mutants.observe(run)
    } catch {
      return write({unstable: by})
    }
    write({tried: wanted.map(({id}) => id), by})
    for (const {id, isStatic} of wanted) {
      const killed = await mutants.fails(id, isStatic, calls, run)
      shared.$between?.()
      if (!killed) continue
      alive.delete(id)
      write({killed: id, by})
    }
  }
}

/** Tests of the same name or topic try every mutant of a file; others, which reach it by the way, try each so often. */
const mostFarTries = 40
const spent = new Map<number, number>()

function isWorthIt({id, file}: Plan['mutants'][number], testFile: string): boolean {
  if (testFile.endsWith('/sweeps.test.ts')) return true
  const name = basename(file, '.ts')
  if (testFile.endsWith(`/${name}.test.ts`) || dirname(testFile) === dirname(file).replace(/^src/, 'test')) {
    // The tests of all causes lie in one folder.
    if (!file.startsWith('src/causes/') || basename(testFile) === `${name}.test.ts` || testFile.includes('each-cause')) return true
  }
  const tries = (spent.get(id) ?? 0) + 1
  spent.set(id, tries)
  return tries <= mostFarTries
}

const write = (result: Result): void => appendFileSync(plan.results, `${JSON.stringify(result)}\n`)
