import {defineLive, noFault} from '../incident.ts'

export default defineLive({
  id: 'disabled',
  story: 'Somebody disables the mapping.',
  perSecond: 2,
  fault: noFault,
  make: [{kind: 'mapping', settings: {Enabled: false}}],
  undo: [{kind: 'mapping', settings: {Enabled: true}}],
  symptomSeconds: 5 * 60,
  causes: ['mapping-disabled'],
  shows: {state: 'Disabled'},
  lab: {incident: 'mapping-disabled', seed: 1},
})
