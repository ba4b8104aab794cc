import {defineCheck, fail} from '../../model/check.ts'

export const noPartialBatchResponse = defineCheck({
  id: 'no-partial-batch-response',
  severity: 'low',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.functionResponseTypes.includes('ReportBatchItemFailures') || mapping.batchSize === 1
      ? []
      : [
          fail(
            {functionResponseTypes: [], batchSize: mapping.batchSize},
            {
              change: {FunctionResponseTypes: 'ReportBatchItemFailures'},
            },
          ),
        ],
  text: {
    title: 'The handler cannot report single records as failed',
    why: 'When one record fails, all records of its batch are processed again.',
    found: () => 'ReportBatchItemFailures is off: Lambda ignores the response of the handler, and a batch fails or succeeds as a whole.',
    fix: () =>
      'Turn on ReportBatchItemFailures while the handler still throws: a handler that returns nothing or an object works as before. Then let it return {batchItemFailures: [{itemIdentifier: SequenceNumber}]}. Without the setting Lambda ignores that response, and the reported records are lost. A handler that catches errors and returns nothing counts as full success.',
  },
})
