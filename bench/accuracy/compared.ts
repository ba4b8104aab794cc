import {causes} from '../../src/causes/index.ts'
import {commonest} from './baselines/commonest.ts'
import type {Judged} from './judged.ts'
import {percent} from './shares.ts'

const harmful = new Set<string | null>(causes.filter(cause => cause.harmful).map(({id}) => id))

const isAccepted = ({accepted}: Judged, answer: string | null): boolean =>
  accepted.includes(answer) || (accepted.includes(null) && !harmful.has(answer))

/** Beside the doctor, on the same evidence: the answers of simpler means. The first cause alone counts here. */
export function compared(rings: Readonly<Record<string, readonly Judged[]>>): string[] {
  const names = Object.keys(rings).filter(name => (rings[name] ?? []).length > 0)
  const others = Object.keys(Object.values(rings).flat()[0]?.baselines ?? {})
  const row = (name: string, isRight: (one: Judged, ring: readonly Judged[]) => boolean) => {
    const cells = names.map(ring => {
      const list = rings[ring] ?? []
      const share = (some: readonly Judged[], of: (one: Judged) => boolean) =>
        some.length === 0 ? '–' : percent(some.filter(of).length / some.length)
      const sick = list.filter(({truth}) => truth !== null)
      const well = list.filter(({truth}) => truth === null)
      return `${share(sick, one => isRight(one, list))} · ${share(well, one => !isRight(one, list))}`.padStart(20)
    })
    return `  ${name.padEnd(34)} ${cells.join(' ')}`
  }
  return [
    'Compared: right where something is the matter · false alarms where nothing is',
    `  ${''.padEnd(34)} ${names.map(name => name.padStart(20)).join(' ')}`,
    row('ddbstream', one => one.result === 'right'),
    ...others.map(name => row(name, one => isAccepted(one, one.baselines[name] ?? null))),
    row('always the commonest cause', (one, ring) => isAccepted(one, commonest(ring.map(({truth}) => truth)))),
  ]
}
