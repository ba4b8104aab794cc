import {defineCheck, fail, undecidable} from '../../model/check.ts'

const effects = {
  inner:
    'AWS cannot read the identifier, takes the whole batch as failed, and sends it again from its first record until the retries are used up',
  outer: 'AWS finds no failures, takes the whole batch as done, and the failed records are lost',
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
    why: 'Lambda reads {batchItemFailures: [{itemIdentifier}]} and nothing else: a wrong inner key blocks, a wrong outer key loses.',
    found: ({key, file, line, effect}) => `${file}:${line} has the key ${key}: ${effect}.`,
  },
})
