import {mix} from '../engine/random.ts'
import type {LabFunction} from '../engine/world.ts'

/** How many times AWS had updated the runtime that this version of the function ran on at this instant. */
export function updatesAt(
  {runtimeManagement, runtimeUpdatedMs = Number.POSITIVE_INFINITY}: LabFunction,
  version: string,
  atMs: number,
): 0 | 1 {
  const set = runtimeManagement?.get(version)?.set.findLast(({fromMs}) => fromMs <= atMs)
  return set?.updates ?? (atMs >= runtimeUpdatedMs ? 1 : 0)
}

/** As Lambda names it: the identifier of the runtime, and a number of its own. */
export const runtimeVersion = ({runtime}: LabFunction, updates: 0 | 1): string =>
  `${runtime.replace(/(\d)/, ':$1').replace('.x', '')}.v${20 + runtime.length + updates}`

export const runtimeArn = ({arn, runtime, architecture}: LabFunction, updates: 0 | 1): string => {
  const named = [...runtime].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 0)
  const hash = [1, 2, 3, 4, 5, 6, 7, 8].map(n =>
    mix(n, named * 131 + architecture.length + 1009 * updates)
      .toString(16)
      .padStart(8, '0'),
  )
  return `arn:aws:lambda:${arn.split(':')[3]}::runtime:${hash.join('')}`
}
