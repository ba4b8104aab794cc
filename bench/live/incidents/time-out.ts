import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'time-out',
  story: 'Each item takes longer than the timeout of the function.',
  perSecond: 1,
  fault: () => 'sleep 20000',
  make: [],
  undo: [],
  symptomSeconds: 12 * 60,
  causes: ['function-timeout'],
  shows: {state: 'Enabled'},
  lab: {incident: 'function-timeout', seed: 3},
})
