import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'slow',
  story: 'Each item takes more time than passes until the next one.',
  perSecond: 8,
  fault: () => 'sleep 900',
  make: [],
  undo: [],
  symptomSeconds: 12 * 60,
  causes: ['slow-handler', 'insufficient-throughput'],
  shows: {state: 'Enabled'},
  lab: {incident: 'slow-handler', seed: 1},
})
