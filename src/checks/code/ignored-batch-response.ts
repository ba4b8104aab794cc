import {defineCheck, fail, undecidable} from '../../model/check.ts'

export const ignoredBatchResponse = defineCheck({
  id: 'ignored-batch-response',
  title: 'The failures that the handler reports are ignored',
  severity: 'high',
  why: 'Without ReportBatchItemFailures a batch passes when the handler does not throw: the records that it reports as failed are lost.',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    if (mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return []
    if (code.notRead !== null) return undecidable(`the code was not read: ${code.notRead}`)
    return code.mentionsFailures
      ? [
          fail(
            {functionResponseTypes: []},
            {
              summary:
                'Let Lambda read the response. Reported records are then retried. A record that always fails blocks its shard until the retries are used up: bound them first.',
              change: {FunctionResponseTypes: 'ReportBatchItemFailures'},
            },
          ),
        ]
      : []
  },
  say: () =>
    'The code returns batchItemFailures, and ReportBatchItemFailures is off: the records that it reports as failed count as processed.',
})
