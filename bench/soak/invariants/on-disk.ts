import type {Invariant} from '../facts.ts'

/** The journal has whole files only, and each operation once. A process that was killed may leave the file that it was writing. */
export const onDisk: Invariant = ({drawn, phases}) => {
  const mayTear = [...drawn.troubles, ...drawn.undoTroubles].some(one => one.kind === 'kill-save' && one.when === 'torn')
  return phases.flatMap(({name, ended, litter}) =>
    litter
      .filter(line => !(mayTear && line.startsWith('left over')))
      .filter(line => !(ended.kind === 'killed' && line.startsWith('twice')))
      .map(line => `after ${name}: ${line}`),
  )
}
