import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const noBisect = defineCheck({
  id: 'no-bisect',
  title: 'A failing batch is not split',
  severity: 'medium',
  why: 'One bad record makes its whole batch fail at every retry.',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.bisectBatchOnFunctionError || mapping.functionResponseTypes.includes('ReportBatchItemFailures') || mapping.batchSize === 1
      ? []
      : [
          fail(
            {batchSize: mapping.batchSize, bisectBatchOnFunctionError: false},
            {
              summary:
                'Let Lambda halve a failing batch until the bad record is alone. Splits do not use up retries; good records of the batch may be processed twice.',
              change: {BisectBatchOnFunctionError: true},
            },
          ),
        ],
  say: facts =>
    `Neither bisect nor partial batch responses are on: a bad record fails its whole batch${facts.batchSize === null ? '' : ` of up to ${count(facts.batchSize, 'record')}`}.`,
})
