import type {Judged} from './judged.ts'
import {percent, rate} from './shares.ts'

interface Given {
  confidence: number
  right: boolean
}

const givenIn = (list: readonly Judged[]): Given[] =>
  list.flatMap(({confidence, result}) => (confidence === null ? [] : [{confidence, right: result === 'right'}]))

const shareRight = (list: readonly Given[]): number => list.filter(({right}) => right).length / list.length
const meanOf = (list: readonly Given[]): number => list.reduce((sum, {confidence}) => sum + confidence, 0) / list.length

const binsOfEce = 10

/** Expected calibration error over ten bins: how far confidence and share of right answers lie apart, weighed by the answers. */
export function expectedCalibrationError(list: readonly Given[]): number {
  if (list.length === 0) return 0
  const binOf = ({confidence}: Given) => Math.min(binsOfEce - 1, Math.floor(confidence * binsOfEce))
  const bins = Array.from({length: binsOfEce}, (_, bin) => list.filter(one => binOf(one) === bin)).filter(bin => bin.length > 0)
  return bins.reduce((sum, bin) => sum + (bin.length / list.length) * Math.abs(meanOf(bin) - shareRight(bin)), 0)
}

const edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]

/** Of the diagnoses given 0.9, nine in ten should be right. */
function binLines(list: readonly Given[]): string[] {
  return edges.slice(1).flatMap((high, i) => {
    const low = edges[i] ?? 0
    const bin = list.filter(({confidence}) => confidence >= low && confidence < high)
    if (bin.length === 0) return []
    const name = `  ${low.toFixed(2)}–${Math.min(1, high).toFixed(2)}, given ${meanOf(bin).toFixed(2)} on average`
    return [rate(name, bin.filter(({right}) => right).length, bin.length)]
  })
}

const levels = Array.from({length: 10}, (_, i) => 0.5 + i * 0.05)

/** For an operator who acts at a confidence of at least so much: how often that is right, and the share of the faults that it covers. */
function coverageLines(list: readonly Judged[]): string[] {
  const asked = list.filter(({truth, confidence}) => truth !== null || confidence !== null)
  const rows = levels.map(level => {
    const some = givenIn(asked).filter(({confidence}) => confidence >= level - 1e-9)
    return [level.toFixed(2), some.length === 0 ? '–' : percent(shareRight(some)), percent(some.length / Math.max(1, asked.length))]
  })
  const line = (name: string, column: number) => `  ${name.padEnd(26)} ${rows.map(row => (row[column] ?? '').padStart(8)).join('')}`
  return [line('confidence of at least', 0), line('right', 1), line('of all to be found, named', 2)]
}

/** How far the confidences of a ring can be trusted. */
export function calibration(name: string, list: readonly Judged[]): string[] {
  const given = givenIn(list)
  if (given.length === 0) return []
  return [
    `Calibration, ${name}: how often the first cause is right, by the confidence given; ECE ${percent(expectedCalibrationError(given))} over ten bins`,
    ...binLines(given),
    ...coverageLines(list),
  ]
}
