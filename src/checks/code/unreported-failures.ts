import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {placeOf, whyUnjudged} from '../../signs/code-judging.ts'

const faults = {
  catch: 'catches every error, logs it and returns as if nothing had failed.',
  promise: 'catches the error of a promise and only logs it.',
  settled: 'waits for all records and never reads which of them failed.',
  'not-awaited': 'starts work on the records and does not wait for it.',
}

const early =
  'The handler returns first, and Lambda counts the batch as processed. An error comes too late. Await the records in a loop or with Promise.all.'
const lost =
  'Lambda counts the batch as processed. The failed records are lost: no retry, no error, no message to an on-failure destination.'
const reported = 'Return their SequenceNumber in batchItemFailures, or rethrow the error.'
const thrown = 'Rethrow the error. ReportBatchItemFailures is off: Lambda reads no list of failures.'
const bound = 'Bound the retries and name an on-failure destination first: otherwise a record that always fails blocks its shard.'

export const unreportedFailures = defineCheck({
  id: 'unreported-failures',
  severity: 'high',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    const places = code.handling?.swallowed ?? []
    const reportsItems = mapping.functionResponseTypes.includes('ReportBatchItemFailures')
    if (places.length > 0) return places.map(({how, file, line, column}) => fail({how, reportsItems, file, line, column}))
    const why = whyUnjudged(code)
    return why === null ? [] : undecidable(why)
  },
  text: {
    title: 'The handler catches failures and returns success',
    why: 'Lambda recognizes a failure only by an error or by batchItemFailures. A record whose failure is only logged is lost.',
    found: ({how, reportsItems, ...place}) => {
      const rest = how === 'not-awaited' ? early : `${lost} ${reportsItems ? reported : thrown} ${bound}`
      return `${placeOf(place)} ${faults[how]} ${rest}`
    },
  },
})
