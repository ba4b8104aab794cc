import {defineCheck, fail, undecidable} from '../model/check.ts'
import {placeOf, whyUnjudged} from '../model/code-judging.ts'

const sentences = {
  catch: 'catches every error, logs it and returns as if nothing had failed.',
  promise: 'catches the error of a promise and only logs it.',
  settled: 'waits for all records and never reads which of them failed.',
  'not-awaited': 'starts work on the records and does not wait for it.',
}

const late =
  'The handler returns first, and Lambda takes the batch as done: an error comes too late. Await the records in a loop or with Promise.all.'
const lost =
  'Lambda takes the batch as done: failed records are lost, without a retry, an error or a message to the on-failure destination.'
const reported = 'Return their SequenceNumber in batchItemFailures, or rethrow the error.'
const thrown = 'Rethrow the error: ReportBatchItemFailures is off, so that Lambda reads no list of failures.'
const bound = 'Bound the retries and name an on-failure destination first, because such records then block their shard.'

export const swallowedFailures = defineCheck({
  id: 'swallowed-failures',
  title: 'The handler catches failures and returns success',
  severity: 'high',
  why: 'Lambda learns of a failure from an error or from batchItemFailures alone: what is only logged counts as done and is lost.',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    const places = code.handling?.swallowed ?? []
    const reports = mapping.functionResponseTypes.includes('ReportBatchItemFailures')
    if (places.length > 0)
      return places.map(({how, file, line, column}) =>
        fail({how, file, line, column, effect: how === 'not-awaited' ? late : `${lost} ${reports ? reported : thrown} ${bound}`}),
      )
    const why = whyUnjudged(code)
    return why === null ? [] : undecidable(why)
  },
  say: ({how, effect, ...place}) => `${placeOf(place)} ${sentences[how]} ${effect}`,
})
