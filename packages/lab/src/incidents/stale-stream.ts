import {disableStream, enableStream} from '../simulation/table/tables.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan, tableName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'stale-stream'

export const staleStream = defineIncident({
  id,
  story:
    'The stream of the table was disabled and enabled to change its view type, and so has a new ARN. The mapping still reads the old stream, which gets no new record.',
  fix: 'Create a mapping on the new stream from TRIM_HORIZON within 24 hours, and delete the old one when it has drained. Records that were written without an enabled stream are in no stream.',
  truth: () => ({cause: id, causes: [id], lag: 'stopped'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const offSecond = plan.onsetSecond
    const onSecond = offSecond + plan.draw('pause').whole(20, 180)
    return sceneOf({
      ...plan,
      timeline: [
        {atSecond: offSecond, happens: simulation => disableStream(simulation, tableName)},
        {
          atSecond: onSecond,
          happens: simulation => {
            enableStream(simulation, tableName)
          },
        },
      ],
    })
  },
})
