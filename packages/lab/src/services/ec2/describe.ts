import type {World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Operation, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, structure, text, whole} from '../protocol/shapes.ts'

/** One thing that a Describe operation shows. */
export interface Described {
  id: string
  /** As EC2 writes it. */
  wire: object
  /** The values that filters of these names are compared with. */
  filters: Readonly<Record<string, readonly string[]>>
}

/** A Describe operation of EC2: all of them take ids, filters and pages in the same way. */
interface Description {
  action: string
  /** The element that holds the list. */
  set: string
  /** The list of ids in the request: its name in the model, and on the wire (`SubnetId.1`). */
  ids: {name: string; flat: string}
  /** EC2's answer to an id that it does not know: the code, and the kind in its sentence. */
  missing: {code: string; kind: string}
  list(world: World): Described[]
}

const filterList = list(structure({Name: text(), Values: list(text(), {flat: 'Value'})}), {flat: 'Filter'})

/** Filters match with `*` and `?` (EC2 API reference, "Filter"). */
const matches = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value)

function passes({filters}: Described, name: string, values: readonly string[]): boolean {
  const own = filters[name]
  return own?.some(value => values.some(pattern => matches(pattern, value))) ?? false
}

/** A filter that no thing of the kind has; `tag:` filters and `tag-key` exist everywhere, and nothing here has tags. */
function checkFilters(given: readonly {Name?: string | undefined}[], known: ReadonlySet<string>): void {
  for (const {Name = ''} of given) {
    if (!known.has(Name) && !Name.startsWith('tag:') && Name !== 'tag-key') {
      throw new AwsError('InvalidParameterValue', `The filter '${Name}' is invalid`)
    }
  }
}

export function describe({action, set, ids, missing, list: all}: Description, filterNames: readonly string[]): Operation {
  const known = new Set(filterNames)
  const input = {
    [ids.name]: list(text(), {flat: ids.flat}),
    Filters: filterList,
    MaxResults: whole({min: 5, max: 1000}),
    NextToken: text(),
  }
  return operation({
    action,
    input,
    run: (given: Record<string, unknown>, {world}) => {
      const wanted = (given[ids.name] ?? []) as string[]
      const filters = (given.Filters ?? []) as {Name?: string; Values?: string[]}[]
      checkFilters(filters, known)
      const things = all(world)
      const unknown = wanted.find(id => !things.some(thing => thing.id === id))
      if (unknown !== undefined) throw new AwsError(missing.code, `The ${missing.kind} '${unknown}' does not exist`)
      const found = things
        .filter(thing => wanted.length === 0 || wanted.includes(thing.id))
        .filter(thing => filters.every(({Name = '', Values = []}) => passes(thing, Name, Values)))
      const part = page(found, given.NextToken as string | undefined, (given.MaxResults as number | undefined) ?? 1000)
      if (part === null) throw new AwsError('InvalidNextToken', 'The token is invalid.')
      return {[set]: part.items.map(thing => thing.wire), nextToken: part.next}
    },
  })
}
