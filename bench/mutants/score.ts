import type {Mutant} from './instrument.ts'

/** Wilson's interval of a share, at 95 %. */
function interval(hits: number, of: number): [number, number] {
  const z = 1.96
  const share = hits / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [middle - half, middle + half]
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`

export function scoreText(name: string, killed: number, of: number): string {
  const [low, high] = interval(killed, of)
  return `${name.padEnd(12)} ${killed} of ${of} killed: ${percent(killed / of)} (${percent(low)} to ${percent(high)})`
}

export function survivorText({file, line, from, change}: Mutant, tried: boolean): string {
  const text = from.length > 90 ? `${from.slice(0, 89)}…` : from
  const how = change.kind === 'without' ? 'left out' : `→ ${change.to}`
  return `${file}:${line}  ${text}  ${how}${tried ? '' : '  (no test can notice it)'}`
}
