import {defineLive, noFault} from '../incident.ts'

const pattern = '{"eventName":["REMOVE"]}'

export default defineLive({
  id: 'filter',
  story: 'The filter of the mapping matches deletes alone, and nobody deletes.',
  perSecond: 2,
  fault: noFault,
  make: [{kind: 'mapping', settings: {FilterCriteria: {Filters: [{Pattern: pattern}]}}}],
  undo: [{kind: 'mapping', settings: {FilterCriteria: {Filters: []}}}],
  symptomSeconds: 15 * 60,
  causes: ['filter-drops-all'],
  shows: {filterPatterns: [pattern]},
  lab: {incident: 'filter-drops-all', seed: 1},
})
