import {defineCheck, fail} from '../../model/check.ts'

export const noPartialBatchResponse = defineCheck({
  id: 'no-partial-batch-response',
  title: 'The handler cannot report single records as failed',
  severity: 'low',
  why: 'When one record fails, all records of its batch are processed again.',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.functionResponseTypes.includes('ReportBatchItemFailures') || mapping.batchSize === 1
      ? []
      : [
          fail(
            {functionResponseTypes: [], batchSize: mapping.batchSize},
            {
              summary:
                'First let the handler return {batchItemFailures: [{itemIdentifier: SequenceNumber}]}, then turn it on. A handler that catches errors and returns nothing counts as full success, and its failed records are lost.',
              change: {FunctionResponseTypes: 'ReportBatchItemFailures'},
            },
          ),
        ],
  say: () => 'ReportBatchItemFailures is off: Lambda ignores the response of the handler, and a batch fails or succeeds as a whole.',
})
