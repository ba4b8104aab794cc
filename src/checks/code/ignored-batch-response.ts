import {defineCheck, fail, undecidable} from '../../model/check.ts'

export const ignoredBatchResponse = defineCheck({
  id: 'ignored-batch-response',
  severity: 'high',
  needs: ['code', 'mapping'],
  run: ({code, mapping}) => {
    if (mapping.functionResponseTypes.includes('ReportBatchItemFailures')) return []
    if (code.notRead !== null) return undecidable(`the code was not read: ${code.notRead}`)
    return code.mentionsFailures
      ? [
          fail(
            {functionResponseTypes: []},
            {
              change: {FunctionResponseTypes: 'ReportBatchItemFailures'},
            },
          ),
        ]
      : []
  },
  text: {
    title: 'The failures that the handler reports are ignored',
    why: 'Without ReportBatchItemFailures a batch succeeds unless the handler throws: the records that it reports are lost.',
    found: () =>
      'The handler returns batchItemFailures, and ReportBatchItemFailures is off: the records that it reports as failed count as processed.',
    fix: () =>
      'Turn on ReportBatchItemFailures. Lambda then retries the reported records. A record that always fails blocks its shard until the retries are used up: bound them first.',
  },
})
