import {defineLive} from '../incident.ts'

export default defineLive({
  id: 'poison-record',
  story: 'One item fails its batch at each attempt; the other shards go on.',
  perSecond: 2,
  fault: place => (place === 60 ? 'throw' : null),
  make: [],
  undo: [],
  symptomSeconds: 15 * 60,
  causes: ['poison-record'],
  shows: {state: 'Enabled'},
  lab: {incident: 'poison-record', seed: 2},
})
