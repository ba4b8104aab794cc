import {epochSeconds, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, from} from '../shapes.ts'

export default defineRetold({
  id: 'mapping-disabled-by-a-deployment',
  story:
    'A new version of a Terraform module sets "enabled" to false by default. The deployment of this morning released the function too, so everybody looks at the code.',
  source: {
    report: 'terraform-aws-modules/terraform-aws-lambda#317, #321; aws/serverless-application-model#702',
    rule: 'Lambda API reference, UpdateEventSourceMapping',
  },
  truth: {causes: ['mapping-disabled'], states: ['stopped'], says: /enable/i, dead: /roll .{0,20}back|update-alias/i},
  world: pipeline({
    function: {LastModified: functionTime(141)},
    mapping: {State: 'Disabled', StateTransitionReason: 'User action', LastModified: epochSeconds(140)},
    traffic: {
      invocations: from(-139, always(0), about(120)),
      concurrency: from(-139, always(0), always(3)),
      returned: from(-139, always(0), about(9000, 2)),
      reads: from(-139, always(0), always(960)),
    },
  }),
})
