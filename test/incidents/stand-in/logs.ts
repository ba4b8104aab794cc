import {insights, type QueryAnswer} from './insights.ts'
import {AwsFailure, given, type Operations, type Wire} from './wire.ts'
import type {LogEvent, World} from './world.ts'

/** The events on a page of FilterLogEvents. */
const pageEvents = 10_000

export function logs(world: World): Operations<Wire> {
  const queries = new Map<string, QueryAnswer>()
  let made: LogEvent[] | undefined
  const events = (action: string): LogEvent[] => {
    made ??= given(world.logs, action)()
    return made
  }
  const groupOf = (input: Wire, action: string): Wire => {
    const name = input.logGroupName ?? (input.logGroupNames as string[] | undefined)?.[0] ?? (input.logGroupIdentifiers as string[])?.[0]
    const group = given(world.logGroups, action).find(
      ({logGroupName, arn}) => logGroupName === name || String(arn).startsWith(String(name)),
    )
    if (group === undefined) throw new AwsFailure('ResourceNotFoundException', 'The specified log group does not exist.')
    return group
  }
  return {
    DescribeLogGroups: ({logGroupNamePrefix}) => ({
      logGroups: given(world.logGroups, 'logs:DescribeLogGroups').filter(({logGroupName}) =>
        String(logGroupName).startsWith(String(logGroupNamePrefix ?? '')),
      ),
    }),
    StartQuery: input => {
      const {queryString, startTime, endTime, limit} = input as {queryString: string; startTime: number; endTime: number; limit?: number}
      const log = `${world.place.account}:${groupOf(input, 'logs:StartQuery').logGroupName}`
      const within = events('logs:StartQuery').filter(({timestamp}) => timestamp >= startTime * 1000 && timestamp < (endTime + 1) * 1000)
      const queryId = `query-${queries.size + 1}`
      queries.set(queryId, insights(queryString, within, {log, limit: limit ?? 10_000}))
      return {queryId}
    },
    GetQueryResults: ({queryId}) => {
      const answer = queries.get(String(queryId))
      if (answer === undefined) throw new AwsFailure('ResourceNotFoundException', 'The query does not exist.')
      return {...answer, status: 'Complete'}
    },
    StopQuery: () => ({success: true}),
    FilterLogEvents: input => {
      groupOf(input, 'logs:FilterLogEvents')
      const {
        startTime = 0,
        endTime = Number.POSITIVE_INFINITY,
        filterPattern = '',
      } = input as Record<'startTime' | 'endTime', number> & Record<'filterPattern', string>
      const matches = termFilter(filterPattern)
      const within = events('logs:FilterLogEvents').filter(
        ({timestamp, message}) => timestamp >= startTime && timestamp <= endTime && matches(message),
      )
      return {events: within.slice(0, pageEvents).map((event, i) => ({...event, ingestionTime: event.timestamp, eventId: String(i)}))}
    },
  }
}

/** Patterns of terms: all of them must be in the line, or one of those with a question mark; `-term` must not (no JSON patterns). */
function termFilter(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) throw new AwsFailure('InvalidParameterException', 'The stand-in knows patterns of terms alone.')
  const terms = pattern.match(/[?-]?(?:"(?:[^"\\]|\\.)*"|\S+)/g) ?? []
  const plain = (term: string) =>
    term
      .replace(/^[?-]/, '')
      .replace(/^"([\s\S]*)"$/, '$1')
      .replace(/\\(.)/g, '$1')
  const [any, none, all] = [
    terms.filter(term => term.startsWith('?')).map(plain),
    terms.filter(term => term.startsWith('-')).map(plain),
    terms.filter(term => !/^[?-]/.test(term)).map(plain),
  ]
  return message =>
    (any.length === 0 || any.some(term => message.includes(term))) &&
    all.every(term => message.includes(term)) &&
    !none.some(term => message.includes(term))
}
