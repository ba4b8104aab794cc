import {isEndless} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {placeOf, whyUnjudged} from '../../signs/code-judging.ts'
import {count} from '../../text/units.ts'

/** `identifier` is the path that itemIdentifier is read from; with `kind` late it is right, and read too late. */
interface Wrong {
  identifier: string
  kind: 'other' | 'empty' | 'late'
  retries: number | null
}

function fault({identifier, kind}: Wrong): string {
  if (kind === 'late')
    return 'reads the sequence number after the work on the record, and returns it as itemIdentifier when that work fails.'
  if (kind === 'empty') return `sets itemIdentifier to ${identifier === 'null' ? 'no value' : 'an empty string'}.`
  return identifier.startsWith('EventType.') ? `makes a batch processor for ${identifier}.` : `sets itemIdentifier to ${identifier}.`
}

/** The reaction of AWS (Lambda Developer Guide, "services-ddb-batchfailurereporting"; responses recorded on AWS in LocalStack's snapshots). */
function effect({kind, retries}: Wrong): string {
  const what =
    kind === 'late'
      ? 'If the first record of a batch fails, the identifier is still empty, and the whole batch fails.'
      : 'Lambda accepts only the SequenceNumber of a record of the batch. Any other identifier fails the whole batch.'
  if (retries === null || isEndless(retries)) return `${what} Lambda retries all of its records until they expire.`
  return `${what} Lambda ${retries === 0 ? 'discards all of its records at once' : `retries all of its records ${count(retries, 'time')}`}.`
}

function remedy({identifier, kind}: Wrong): string {
  if (kind === 'late') return 'Read record.dynamodb.SequenceNumber before the work on the record.'
  return identifier.startsWith('EventType.') ? 'Use EventType.DynamoDBStreams.' : 'Return record.dynamodb.SequenceNumber.'
}

export const wrongItemIdentifier = defineCheck({
  id: 'wrong-item-identifier',
  severity: 'high',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    // Without the setting Lambda does not read the answer at all: a check of its own.
    if (!mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return []
    const identifiers = code.handling?.identifiers ?? []
    const wrong = identifiers.flatMap(({kind, value, file, line, column}) =>
      kind === 'other' || kind === 'empty' || kind === 'late'
        ? [fail({identifier: value, kind, retries: mapping.maximumRetryAttempts, file, line, column})]
        : [],
    )
    if (wrong.length > 0) return wrong
    const unknown = identifiers.find(({kind}) => kind === 'not-followed')
    if (unknown) return undecidable(`the value of itemIdentifier at ${placeOf(unknown)} comes from code that could not be followed`)
    const why = whyUnjudged(code)
    return why === null ? [] : undecidable(why)
  },
  text: {
    title: 'The handler reports failed records under a wrong identifier',
    why: 'Lambda accepts only the sequence number of a stream record: any other identifier fails the whole batch.',
    found: facts => `${placeOf(facts)} ${fault(facts)} ${effect(facts)} ${remedy(facts)}`,
  },
})
