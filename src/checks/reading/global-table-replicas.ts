import {defineCheck, fail} from '../../model/check.ts'
import type {Table} from '../../model/evidence/evidence.ts'
import {count} from '../../text/units.ts'

/** By Region, and by account where it is not the table's: a global table may have replicas of other accounts in one Region. */
function replicasOf({tableArn, replicaRegions, replicas}: Table): string[] {
  const own = tableArn?.split(':')[4] ?? null
  const isForeign = (account: string | null) => account !== null && own !== null && account !== own
  return replicas?.map(({region, account}) => (isForeign(account) ? `${region} of account ${account}` : region)) ?? replicaRegions
}

export const globalTableReplicas = defineCheck({
  id: 'global-table-replicas',
  severity: 'info',
  needs: ['table'],
  run: ({table}) => {
    const replicas = table ? replicasOf(table) : []
    return table && replicas.length > 0 ? [fail({replicas, strongConsistency: table.strongReplicas})] : []
  },
  text: {
    title: 'The stream also contains the writes of other regions',
    why: "Each replica's stream has the writes of all replicas: consumers in two regions process every record twice.",
    found: ({replicas}) => `The table has ${count(replicas.length, 'replica')} (${replicas.join(', ')}): their writes arrive here as well.`,
  },
})
