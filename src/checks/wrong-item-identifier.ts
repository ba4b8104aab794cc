import {defineCheck, fail, undecidable} from '../model/check.ts'
import {placeOf, whyUnjudged} from '../model/code-judging.ts'
import type {Code, Mapping} from '../model/evidence.ts'
import {isEndless} from '../model/limits.ts'
import {count} from '../model/units.ts'

type Identifier = NonNullable<Code['handling']>['identifiers'][number]

/** What AWS does with each (Lambda Developer Guide, "services-ddb-batchfailurereporting"; recorded on AWS in LocalStack's snapshots). */
function effectOf({kind, value}: Identifier, {maximumRetryAttempts: retries}: Mapping): string {
  const again =
    retries === null || isEndless(retries)
      ? 'Lambda retries all of its records until they expire.'
      : retries === 0
        ? 'Lambda gives up all of its records at once.'
        : `Lambda retries all of its records ${count(retries, 'time')}.`
  if (kind === 'late')
    return `If the first record fails, the identifier is still empty, and the whole batch fails. ${again} Read record.dynamodb.SequenceNumber before the work on the record.`
  const instead = value.startsWith('EventType.') ? 'Use EventType.DynamoDBStreams' : 'Return record.dynamodb.SequenceNumber'
  return `Lambda accepts only the SequenceNumber of a record of the batch: any other identifier fails the whole batch. ${again} ${instead}.`
}

function sentenceOf({kind, value}: Identifier): string {
  if (kind === 'late') return 'sets itemIdentifier to a sequence number that is read after the work on the record.'
  if (kind === 'empty') return `sets itemIdentifier to ${value === 'null' ? 'no value' : 'an empty string'}.`
  return value.startsWith('EventType.') ? `makes a batch processor for ${value}.` : `sets itemIdentifier to ${value}.`
}

export const wrongItemIdentifier = defineCheck({
  id: 'wrong-item-identifier',
  title: 'The handler reports failed records under a wrong identifier',
  severity: 'high',
  why: 'Lambda accepts a record of a stream by its sequence number alone: any other identifier fails the whole batch.',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    // Without the setting Lambda does not read the answer at all: a check of its own.
    if (!mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return []
    const identifiers = code.handling?.identifiers ?? []
    const wrong = identifiers.filter(({kind}) => kind === 'other' || kind === 'empty' || kind === 'late')
    if (wrong.length > 0)
      return wrong.map(one =>
        fail({
          identifier: one.value,
          file: one.file,
          line: one.line,
          column: one.column,
          sentence: sentenceOf(one),
          effect: effectOf(one, mapping),
        }),
      )
    const [unknown] = identifiers.filter(({kind}) => kind === 'not-followed')
    if (unknown) return undecidable(`the value of itemIdentifier at ${placeOf(unknown)} comes from code that could not be followed`)
    const why = whyUnjudged(code)
    return why === null ? [] : undecidable(why)
  },
  say: ({sentence, effect, ...place}) => `${placeOf(place)} ${sentence} ${effect}`,
})
