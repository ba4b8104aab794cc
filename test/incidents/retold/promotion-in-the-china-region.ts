import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, between, evenly, fresh} from '../shapes.ts'
import {placeIn} from '../stand-in/place.ts'

const beijing = placeIn('cn-north-1', 'aws-cn', 'amazonaws.com.cn')

export default defineRetold({
  id: 'promotion-in-the-china-region',
  story: 'A promotion doubled the writes in the Beijing region for a quarter of an hour; the consumer kept up all the time.',
  source: {
    report: 'silvermine/serverless-plugin-external-sns-events#24; splunk/splunk-aws-project-trumpet#10 (ARNs of the China regions)',
    rule: 'AWS General Reference, "aws-arns-and-namespaces": the partition is aws-cn',
  },
  truth: {causes: [null], states: ['ok', 'recovering'], verdicts: ['healthy', 'at-risk'], unsaid: /arn:aws:/},
  world: pipeline({
    place: beijing,
    traffic: {
      invocations: between(-30, -15, about(230), about(120)),
      writes: between(-30, -15, about(19_000, 2), about(9000, 2)),
      ages: between(-30, -15, evenly(300, 3800), fresh),
    },
  }),
})
