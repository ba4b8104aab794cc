import type {LabRecord} from '../table/table-shapes.ts'

type Json = null | boolean | number | string | Json[] | {[key: string]: Json}

/**
 * Whether a record passes the filters of a mapping: one matching pattern is enough, none at all lets everything pass. Patterns
 * are EventBridge's (Lambda Developer Guide, "Filter rule syntax"). DynamoDB's numbers are strings, so numeric rules do not match.
 */
export function createFilter(patterns: readonly string[]): ((record: LabRecord) => boolean) | null {
  if (patterns.length === 0) return null
  const parsed = patterns.map(pattern => JSON.parse(pattern) as Json)
  return record => {
    const event = eventOf(record)
    return parsed.some(pattern => matchesObject(pattern, event))
  }
}

/** The parts of the function's event that a pattern can speak of. */
function eventOf({eventId, eventName, sequenceNumber, writtenMs, sizeBytes, keys, newImage, oldImage, userIdentity}: LabRecord): Json {
  const images = {...(newImage !== null && {NewImage: newImage as Json}), ...(oldImage !== null && {OldImage: oldImage as Json})}
  return {
    eventID: eventId,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(writtenMs / 1000),
      Keys: keys as Json,
      SequenceNumber: sequenceNumber,
      SizeBytes: sizeBytes,
      ...images,
    },
    ...(userIdentity !== null && {userIdentity: {...userIdentity}}),
  }
}

const isObject = (value: Json | undefined): value is {[key: string]: Json} =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function matchesObject(pattern: Json, value: Json | undefined): boolean {
  if (!isObject(pattern)) return false
  return Object.entries(pattern).every(([key, rule]) => {
    if (key === '$or' && Array.isArray(rule)) return rule.some(one => matchesObject(one, value))
    const member = isObject(value) ? value[key] : undefined
    return Array.isArray(rule) ? rule.some(one => matchesRule(one, member)) : matchesObject(rule, member)
  })
}

/** One alternative of a leaf: a literal, or an object with one comparison. */
function matchesRule(rule: Json, value: Json | undefined): boolean {
  if (!isObject(rule)) return rule === value
  const [name, wanted] = Object.entries(rule)[0] ?? []
  const text = typeof value === 'string' ? value : null
  switch (name) {
    case 'exists':
      // Only leaves count: an object is not something that exists.
      return (value !== undefined && !isObject(value)) === wanted
    case 'prefix':
      return text !== null && typeof wanted === 'string' && text.startsWith(wanted)
    case 'suffix':
      return text !== null && typeof wanted === 'string' && text.endsWith(wanted)
    case 'equals-ignore-case':
      return text !== null && typeof wanted === 'string' && text.toLowerCase() === wanted.toLowerCase()
    case 'anything-but':
      return value !== undefined && !isObject(value) && !matchesAny(wanted, value)
    case 'numeric':
      return typeof value === 'number' && Array.isArray(wanted) && matchesNumber(wanted, value)
    default:
      return false
  }
}

const matchesAny = (wanted: Json | undefined, value: Json): boolean =>
  (Array.isArray(wanted) ? wanted : [wanted ?? null]).some(one => matchesRule(one, value))

/** Pairs of a comparison and a number, all of which must hold. */
function matchesNumber(rule: Json[], value: number): boolean {
  for (let i = 0; i + 1 < rule.length; i += 2) {
    const limit = Number(rule[i + 1])
    const holds = {'=': value === limit, '<': value < limit, '<=': value <= limit, '>': value > limit, '>=': value >= limit}
    if (holds[rule[i] as keyof typeof holds] !== true) return false
  }
  return true
}
