import type {Drawn} from './draw.ts'
import type {Facts} from './facts.ts'

/** The command that repeats one run. */
export const replayOf = ({seed}: Pick<Drawn, 'seed'>): string => `npm run soak -- --seed ${seed} --runs 1`

/** A broken run, for whoever looks into it: the rules that broke, the way to repeat it, and all that was drawn. */
export function toldOf({drawn, phases}: Pick<Facts, 'drawn' | 'phases'>, broken: readonly string[]): string {
  return [
    ...broken,
    `  replay: ${replayOf(drawn)}`,
    `  drawn: ${JSON.stringify(drawn)}`,
    ...phases.map(({name, ended, operations}) => {
      const end = ended.kind === 'report' ? ended.outcome : ended.kind === 'error' ? `${ended.code} ${ended.message}` : ended.kind
      return `  ${name}: ${end}; journal: ${operations.map(one => `${one.command} ${one.status} [${one.steps.map(({status}) => status).join(' ')}] undo [${one.undo.map(({status}) => status).join(' ')}]`).join('; ') || 'empty'}`
    }),
  ].join('\n')
}

/** `1,000 runs, 0 faults, 41 of 43 states reached, seed 7`. */
export function figureOf(run: {runs: number; faults: number; reached: number; states: number; seed: number}): string {
  const number = (value: number): string => value.toLocaleString('en-US')
  return `${number(run.runs)} runs, ${number(run.faults)} faults, ${run.reached} of ${run.states} states reached, seed ${run.seed}`
}
