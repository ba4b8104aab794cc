import {updateMapping} from '../simulation/poller/mappings.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'filter-drops-all'

/** Patterns that look right and match no record of the table. */
const patterns = [
  // The attribute's type is missing.
  '{"dynamodb":{"NewImage":{"status":["PAID"]}}}',
  // The root of an SQS event.
  '{"body":{"status":["PAID"]}}',
  // Written otherwise in the table.
  '{"dynamodb":{"NewImage":{"status":{"S":["paid","shipped"]}}}}',
  // A number is a string in the event.
  '{"dynamodb":{"NewImage":{"total":{"N":[{"numeric":[">",100]}]}}}}',
  // Event names are in capitals.
  '{"eventName":["Insert","Modify"]}',
  // The attribute is called otherwise.
  '{"dynamodb":{"NewImage":{"state":{"S":[{"prefix":"P"}]}}}}',
]

export const filterDropsAll = defineIncident({
  id,
  story:
    'Somebody added a filter to the mapping so that the function gets fewer records. The pattern matches none: the mapping polls, drops everything, and nothing fails.',
  fix: 'Correct the filter pattern or remove it. The mapping has passed the filtered records: read them again from the stream, which keeps them for 24 hours.',
  truth: () => ({cause: id, causes: [id], lag: 'stopped'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const pattern = plan.draw('pattern').pick(patterns)
    return sceneOf({
      ...plan,
      perSecond: Math.min(plan.perSecond, plan.draw('filtered rate').between(2, 8)),
      timeline: [
        {
          atSecond: plan.onsetSecond,
          happens: ({world}) => {
            for (const uuid of world.mappings.keys()) updateMapping(world, uuid, {FilterPatterns: [pattern]})
          },
        },
      ],
    })
  },
})
