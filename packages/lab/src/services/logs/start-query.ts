import type {LabLogGroup, World} from '../../simulation/engine/world.ts'
import {revisionOf} from '../../simulation/function/revisions.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {list, oneOf, required, text, whole} from '../protocol/shapes.ts'
import {findGroup, groupIdentifier, groupName, groupResource, invalid} from './groups.ts'
import {MalformedQuery} from './insights/malformed.ts'
import {parseQuery} from './insights/parse-query.ts'
import {queriesOf, scan, statusOf} from './queries.ts'

/** StartQuery reference. */
const mostGroups = 50
const defaultLimit = 10_000
/** CloudWatch Logs quotas: Logs Insights queries at a time, in an account and region. */
const mostConcurrent = 100

export const startQuery = operation({
  action: 'logs:StartQuery',
  input: {
    queryLanguage: oneOf('CWLI', 'SQL', 'PPL'),
    logGroupName: groupName,
    logGroupNames: list(groupName),
    logGroupIdentifiers: list(groupIdentifier),
    startTime: required(whole({min: 0})),
    endTime: required(whole({min: 0})),
    queryString: required(text({max: 10_000})),
    limit: whole({min: 1, max: 100_000}),
  },
  resource: ({logGroupName, logGroupNames, logGroupIdentifiers}, {world}) =>
    groupResource(world, logGroupName ?? logGroupNames?.[0] ?? logGroupIdentifiers?.[0]),
  run: ({queryLanguage = 'CWLI', startTime, endTime, queryString, limit = defaultLimit, ...named}, {world}) => {
    if (queryLanguage !== 'CWLI') throw invalid(`The lab simulates Logs Insights QL only, not ${queryLanguage}.`)
    if (startTime > endTime) throw invalid('startTime must be before endTime.')
    const groups = groupsOf(world, named)
    const commands = parsed(queryString)
    checkWindow(world, groups, endTime * 1000)
    const queries = queriesOf(world)
    const running = [...queries.values()].filter(query => ['Scheduled', 'Running'].includes(statusOf(query, world.nowMs)))
    if (running.length >= mostConcurrent) {
      throw new AwsError('LimitExceededException', 'Account maximum query concurrency limit of [100] reached.')
    }
    const id = queryId(queries.size, world.nowMs)
    const query = {
      id,
      text: queryString,
      commands,
      groups,
      startMs: startTime * 1000,
      endMs: endTime * 1000,
      limit,
      createdMs: world.nowMs,
      stoppedMs: null,
    }
    queries.set(id, {...query, ...scan(world, query)})
    return {queryId: id}
  },
})

interface Named {
  logGroupName?: string | undefined
  logGroupNames?: string[] | undefined
  logGroupIdentifiers?: string[] | undefined
}

function groupsOf(world: World, {logGroupName, logGroupNames, logGroupIdentifiers}: Named): LabLogGroup[] {
  const given = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers].filter(
    names => names !== undefined,
  )
  const [names = []] = given
  if (given.length !== 1 || names.length === 0) {
    throw invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.')
  }
  if (names.length > mostGroups) throw invalid(`A query takes at most ${mostGroups} log groups.`)
  return [...new Set(names)].map(name => {
    const group = findGroup(world, name)
    if (group === undefined) {
      throw new AwsError('ResourceNotFoundException', noGroup(name, world.accountId))
    }
    if (group.class === 'DELIVERY') throw invalid(`Log group '${name}' is of the Delivery class, which cannot be queried.`)
    return group
  })
}

/** The words hold those of the service behind, with the id of its own request. */
const noGroup = (name: string, account: string): string =>
  `Log group '${name}' does not exist for account ID '${account}' (Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ${revisionOf(name)}; Proxy: null)`

/** A window before a group's first event or its retention is refused, in these words. */
function checkWindow(world: World, groups: readonly LabLogGroup[], endMs: number): void {
  const kept = ({createdMs, retentionDays}: LabLogGroup) =>
    Math.max(createdMs, retentionDays === null ? 0 : world.nowMs - retentionDays * 86_400_000)
  if (groups.every(group => endMs < kept(group))) {
    const words = 'end date and time is either before the log groups creation time or exceeds the log groups log retention settings'
    throw new AwsError('MalformedQueryException', words)
  }
}

function parsed(queryString: string) {
  try {
    return parseQuery(queryString)
  } catch (error) {
    if (!(error instanceof MalformedQuery)) throw error
    const {message, start, end} = error
    const queryCompileError = {location: {startCharOffset: start, endCharOffset: end}, message}
    throw new AwsError('MalformedQueryException', message, {fields: {queryCompileError}})
  }
}

/** Numbered, not random: the same calls give the same ids. */
const queryId = (count: number, nowMs: number): string =>
  `${nowMs.toString(16).padStart(12, '0').slice(-8)}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
