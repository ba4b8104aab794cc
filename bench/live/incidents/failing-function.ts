import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'failing-function',
  story: 'The function throws at every item.',
  perSecond: 2,
  fault: () => 'throw',
  make: [],
  undo: [],
  symptomSeconds: 10 * 60,
  causes: ['failing-function'],
  shows: {state: 'Enabled'},
  lab: {incident: 'failing-function', seed: 1},
})
