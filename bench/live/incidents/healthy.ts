import {defineLive, noFault} from '../incident.ts'

export default defineLive({
  id: 'healthy',
  story: 'Items are written and delivered; nothing is wrong.',
  perSecond: 2,
  fault: noFault,
  make: [],
  undo: [],
  symptomSeconds: 8 * 60,
  causes: [],
  shows: {state: 'Enabled'},
  lab: {incident: 'healthy', seed: 2},
})
