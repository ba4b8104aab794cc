import {defineCheck, fail} from '../model/check.ts'
import {count} from '../model/units.ts'

export const globalTableReplicas = defineCheck({
  id: 'global-table-replicas',
  title: "The stream also carries other regions' writes",
  severity: 'info',
  why: "Each replica's stream has the writes of all: consumers in two regions process every record twice.",
  needs: ['table'],
  run: ({table}) =>
    table && table.replicaRegions.length > 0 ? [fail({replicaRegions: table.replicaRegions, strongConsistency: table.strongReplicas})] : [],
  say: ({replicaRegions}) =>
    `The table has ${count(replicaRegions.length, 'replica')} (${replicaRegions.join(', ')}): their writes arrive here, too.`,
})
