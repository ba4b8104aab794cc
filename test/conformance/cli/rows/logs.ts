import {expect} from 'vitest'
import type {Row} from '../row.ts'

const start = 'logs start-query --log-group-name {group}'
const lastTenMinutes = '--start-time {tenMinutesAgoSeconds}'
const range = `${lastTenMinutes} --end-time {nowSeconds} --query-string {query}`
const simple = {with: {query: 'fields @timestamp, @message | sort @timestamp desc | limit 5'}}
/** As in the Lambda developer guide's own samples. */
const reports = {
  with: {query: 'filter @type = "REPORT" | stats count(*) as n, avg(@duration) as mean, pct(@duration, 99) as p99 by bin(5m)'},
}
const invalid = {refused: 'InvalidParameterException'}

export const logsRows: readonly Row[] = [
  {aws: 'logs describe-log-groups --log-group-name-prefix /aws/lambda/{function}', keep: {group: 'logGroups.0.logGroupName'}},
  {
    aws: 'logs describe-log-groups',
    answers: {
      logGroups: expect.arrayContaining([
        expect.objectContaining({
          logGroupName: expect.any(String),
          creationTime: expect.any(Number),
          arn: expect.stringMatching(/:log-group:.*:\*$/),
        }),
      ]),
    },
  },
  {
    aws: 'logs describe-log-groups --log-group-name-prefix {group}',
    answers: {logGroups: expect.arrayContaining([expect.objectContaining({storedBytes: expect.any(Number)})])},
  },
  {aws: 'logs describe-log-groups --log-group-name-prefix /no/such', answers: {logGroups: []}},
  // AWS Logs answers broken constraints so, not with ValidationException: grafana/grafana#79155 shows it for StartQuery.
  {aws: 'logs describe-log-groups --limit 51', ...invalid},
  {
    aws: 'logs filter-log-events --log-group-name {group} --filter-pattern REPORT --max-items 3',
    answers: {
      events: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining('REPORT'),
          timestamp: expect.any(Number),
          logStreamName: expect.any(String),
        }),
      ]),
    },
  },
  {aws: 'logs filter-log-events --log-group-name /no/such', refused: 'ResourceNotFoundException'},
  {aws: `${start} ${range}`, ...simple, answers: {queryId: expect.stringMatching(/^[0-9a-f-]{36}$/)}, keep: {id: 'queryId'}},
  {
    aws: 'logs get-query-results --query-id {id}',
    until: true,
    answers: {
      status: 'Complete',
      results: expect.arrayContaining([
        expect.arrayContaining([
          {field: '@message', value: expect.any(String)},
          {field: '@ptr', value: expect.any(String)},
        ]),
      ]),
      statistics: {recordsMatched: expect.any(Number), recordsScanned: expect.any(Number), bytesScanned: expect.any(Number)},
    },
  },
  {aws: `${start} ${range}`, ...reports, keep: {reports: 'queryId'}},
  {
    aws: 'logs get-query-results --query-id {reports}',
    until: true,
    answers: {
      status: 'Complete',
      results: expect.arrayContaining([
        expect.arrayContaining([
          {field: 'bin(5m)', value: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d[05]:00\.000$/)},
          {field: 'n', value: expect.stringMatching(/^\d+$/)},
          {field: 'p99', value: expect.stringMatching(/^[\d.]+$/)},
        ]),
      ]),
    },
  },
  {aws: 'logs stop-query --query-id {id}', ...invalid},
  {aws: `${start} ${range}`, with: {query: 'fields @message | nonsense'}, refused: 'MalformedQueryException'},
  {aws: `${start} ${range} --limit 100001`, ...simple, ...invalid},
  {
    aws: `logs start-query --log-group-name /no/such ${range}`,
    ...simple,
    refused: 'ResourceNotFoundException',
    saying: /^Log group '\/no\/such' does not exist for account ID '\d{12}'/,
  },
  {aws: 'logs get-query-results --query-id 00000000-0000-4000-8000-000000000000', refused: 'ResourceNotFoundException'},
  {
    aws: 'logs describe-queries --status Complete',
    answers: {
      queries: expect.arrayContaining([
        expect.objectContaining({queryId: expect.any(String), status: 'Complete', queryString: expect.any(String)}),
      ]),
    },
  },
  {
    aws: 'logs describe-log-streams --log-group-name {group} --order-by LastEventTime --descending --max-items 2',
    answers: {
      logStreams: expect.arrayContaining([
        expect.objectContaining({logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[/), lastEventTimestamp: expect.any(Number)}),
      ]),
    },
  },
  {aws: 'logs describe-log-streams --log-group-name /no/such', refused: 'ResourceNotFoundException'},
]
