import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'throttled',
  story: 'One execution is reserved for the function, and its shards need more.',
  perSecond: 8,
  fault: () => 'sleep 400',
  make: [{kind: 'reserve', executions: 1}],
  undo: [{kind: 'reserve', executions: null}],
  symptomSeconds: 10 * 60,
  causes: ['throttled-concurrency'],
  shows: {state: 'Enabled'},
  lab: {incident: 'throttled-concurrency', seed: 1},
})
