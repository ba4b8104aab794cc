import {type Bound, filled, shown, unlike} from './values.ts'

/** Every difference of an answer from the recorded one, with its place: `Configuration.State`. */
export function differences(recorded: unknown, answer: unknown, bound: Bound, at = ''): string[] {
  if (typeof recorded === 'string') return sentence(at, unlike(recorded, answer, bound))
  if (recorded === undefined || typeof recorded !== 'object' || recorded === null) {
    return Object.is(recorded, answer) ? [] : [`${at}: ${shown(answer)} instead of ${shown(recorded)}`]
  }
  if (Array.isArray(recorded)) return lists(recorded, answer, bound, at)
  if (typeof answer !== 'object' || answer === null) return [`${at}: ${shown(answer)} instead of a structure`]
  if ('among' in recorded) return amongThem(recorded.among as unknown[], answer, bound, at)
  // A label may be the name of a member: the version of a weight.
  const expected: Record<string, unknown> = Object.fromEntries(Object.entries(recorded).map(([name, one]) => [filled(name, bound), one]))
  const members = new Set([...Object.keys(expected), ...Object.keys(answer)])
  return [...members].flatMap(name =>
    differences(expected[name], (answer as Record<string, unknown>)[name], bound, at === '' ? name : `${at}.${name}`),
  )
}

function lists(recorded: unknown[], answer: unknown, bound: Bound, at: string): string[] {
  if (!Array.isArray(answer)) return [`${at}: ${shown(answer)} instead of a list`]
  if (answer.length !== recorded.length) return [`${at}: ${answer.length} items instead of ${recorded.length}`]
  return recorded.flatMap((item, i) => differences(item, answer[i], bound, `${at}.${i}`))
}

/** Each recorded item is compared with the one of the answer that is most like it. */
function amongThem(recorded: unknown[], answer: object, bound: Bound, at: string): string[] {
  if (!Array.isArray(answer)) return [`${at}: ${shown(answer)} instead of a list`]
  return recorded.flatMap((item, i) => {
    const tried = answer.map(one => ({one, count: differences(item, one, new Map(bound), at).length}))
    const best = tried.sort((a, b) => a.count - b.count)[0]
    return best === undefined ? [`${at}: no item instead of ${shown(item)}`] : differences(item, best.one, bound, `${at}.${i}`)
  })
}

const sentence = (at: string, why: string | null): string[] => (why === null ? [] : [`${at}: ${why}`])
