import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const noBisect = defineCheck({
  id: 'no-bisect',
  severity: 'medium',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.bisectBatchOnFunctionError || mapping.functionResponseTypes.includes('ReportBatchItemFailures') || mapping.batchSize === 1
      ? []
      : [
          fail(
            {batchSize: mapping.batchSize, bisectBatchOnFunctionError: false},
            {
              change: {BisectBatchOnFunctionError: true},
            },
          ),
        ],
  text: {
    title: 'A failing batch is not split',
    why: 'One bad record makes its whole batch fail at every retry.',
    found: ({batchSize}) => {
      const size = batchSize === null ? '' : ` of up to ${count(batchSize, 'record')}`
      return `Neither bisect nor partial batch responses are on: a bad record fails its whole batch${size}.`
    },
    fix: () =>
      'Let Lambda halve a failing batch until the bad record is alone. Splits do not use up retries. Good records of the batch may be processed twice.',
  },
})
