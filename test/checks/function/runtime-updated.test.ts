import {runtimeUpdated} from '../../../src/checks/function/runtime-updated.ts'
import {functionMetrics, published} from '../../support/evidence.ts'
import {logStarts, start} from '../../support/starts.ts'
import {testCheck} from '../../support/test-check.ts'

const updated = logStarts([start('nodejs:22.v34', 55, 22, '7'), start('nodejs:22.v35', 21, 2, '7')])
const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const failing = functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)

testCheck(runtimeUpdated, {
  with: {logStarts: logStarts()},
  fail: [
    [
      'a newer version since twenty minutes',
      {logStarts: updated},
      {from: 'nodejs:22.v34', to: 'nodejs:22.v35', version: '7'},
      {sentence: /in version 7 of the function\. The previous version was nodejs:22\.v34\./},
    ],
    [
      'and the function fails since',
      {logStarts: updated, functionMetrics: failing},
      {},
      {
        command:
          /^aws lambda put-runtime-management-config --region us-east-1 --function-name orders-projector --qualifier 7 --update-runtime-on Manual --runtime-version-arn arn:aws:lambda:us-east-1::runtime:v34$/,
      },
    ],
  ],
  pass: [['no start', {logStarts: logStarts([])}]],
  undecidable: [['the function never logged', {logStarts: null}]],
  unknownWithout: [['logStarts']],
})
