import {defineCheck, fail, undecidable} from '../../model/check.ts'

const effects = {
  inner: 'Lambda finds no identifier, treats the whole batch as failed, and retries it until the retries are used up',
  outer: 'Lambda finds no failures, counts the whole batch as processed, and the failed records are lost',
}

export const wrongBatchResponseKey = defineCheck({
  id: 'wrong-batch-response-key',
  severity: 'high',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    // Without the setting Lambda does not read the answer at all: a check of its own.
    if (!mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return []
    if (code.notRead !== null) return undecidable(`the code was not read: ${code.notRead}`)
    return code.wrongKeys.map(({key, where, file, line}) => fail({key, where, file, line, effect: effects[where]}))
  },
  text: {
    title: 'The handler reports failures under a wrong key',
    why: 'Lambda reads {batchItemFailures: [{itemIdentifier}]} only: a wrong inner key blocks the shard, a wrong outer key loses records.',
    found: ({key, file, line, effect}) => `${file}:${line} has the key ${key}: ${effect}.`,
  },
})
