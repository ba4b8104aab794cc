import {appendFileSync, readFileSync} from 'node:fs'
import type {RunnerTask} from 'vitest'
import {VitestTestRunner} from 'vitest/runners'
import {getFn} from 'vitest/suite'
import {Switch} from './switch.ts'

/** What a run reads: the mutants to try, and where to write what became of them. */
interface Plan {
  mutants: {id: number; file: string; isStatic: boolean}[]
  results: string
}

/** A line of the results. */
export type Result = {killed: number; by: string} | {tried: number[]; by: string} | {unstable: string}

const shared = globalThis as typeof globalThis & {$mutants?: Switch; $alive?: Map<number, Plan['mutants'][number]>; $between?: () => void}
const plan = JSON.parse(readFileSync(process.env.MUTANTS_PLAN as string, 'utf8')) as Plan
shared.$mutants ??= new Switch()
shared.$alive ??= new Map(plan.mutants.map(one => [one.id, one]))

/** Runs each test as usual, and then once more for every mutant that it may notice and no test before has noticed. */
export default class MutantRunner extends VitestTestRunner {
  async runTask(test: RunnerTask): Promise<void> {
    const run = getFn(test as never) as () => unknown
    const mutants = shared.$mutants as Switch
    const alive = shared.$alive as NonNullable<typeof shared.$alive>
    const met = await mutants.observe(run)
    const {calls} = mutants
    const wanted = [...alive.values()].filter(one => (one.isStatic ? met.files.has(one.file) : met.mutants.has(one.id)))
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

const write = (result: Result): void => appendFileSync(plan.results, `${JSON.stringify(result)}\n`)
