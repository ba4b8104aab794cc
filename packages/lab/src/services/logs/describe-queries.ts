import {callerArn} from '../protocol/account.ts'
import {operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {oneOf, text, whole} from '../protocol/shapes.ts'
import {badToken, groupName} from './groups.ts'
import {durationMs, queriesOf, resultsOf, statusOf} from './queries.ts'

export const describeQueries = operation({
  action: 'logs:DescribeQueries',
  input: {
    logGroupName: groupName,
    status: oneOf('Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown'),
    maxResults: whole({min: 1, max: 1000}),
    nextToken: text({min: 1}),
    queryLanguage: oneOf('CWLI', 'SQL', 'PPL'),
  },
  run: ({logGroupName, status, maxResults = 1000, nextToken, queryLanguage = 'CWLI'}, {world}) => {
    const queries = [...queriesOf(world).values()]
      .filter(query => logGroupName === undefined || query.groups.some(group => group.name === logGroupName))
      .filter(query => queryLanguage === 'CWLI' && (status ?? statusOf(query, world.nowMs)) === statusOf(query, world.nowMs))
      .reverse()
    const found = page(queries, nextToken, maxResults)
    if (found === null) throw badToken()
    return {
      queries: found.items.map(query => ({
        queryLanguage: 'CWLI',
        queryId: query.id,
        queryString: query.text,
        status: statusOf(query, world.nowMs),
        createTime: query.createdMs,
        logGroupName: query.groups[0]?.name,
        queryDuration: Math.round(Math.min(durationMs(query), (query.stoppedMs ?? world.nowMs) - query.createdMs)),
        bytesScanned: resultsOf(world, query).statistics.bytesScanned,
        userIdentity: callerArn(world),
      })),
      nextToken: found.next,
    }
  },
})
