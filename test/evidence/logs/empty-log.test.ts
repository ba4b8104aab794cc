import {describe, expect, it} from 'vitest'
import {type Reading, whyEmpty} from '../../../src/evidence/logs/empty-log.ts'
import {nowMs, published, startMs} from '../../support/evidence.ts'

const ask = (found: number) => async () => found
const reading = (given: Partial<Reading> = {}): Reading => ({
  logGroup: '/aws/lambda/f',
  streams: null,
  systemLogLevel: null,
  rows: 0,
  scanned: 0,
  invocations: published(() => 10),
  startMs,
  endMs: nowMs,
  looksFor: 'any-line',
  ask: ask(0),
  ...given,
})
/** So many invocations in the one minute that began so long ago. */
const once = (ago: number) => published(minute => (minute === ago ? 10 : 0))

describe('an empty log', () => {
  it.each<[string, Partial<Reading>]>([
    ['beside invocations', {}],
    ['beside invocations of four minutes ago', {invocations: once(4)}],
    ['of a shared group, in which others write', {scanned: 100, streams: 'filter @logStream like /f/'}],
    ['without reports, where starts are few anyway', {scanned: 100, looksFor: 'invocations'}],
  ])('%s tells nothing', async (_, given) => {
    const why = await whyEmpty(reading(given))
    expect(why).toMatch(/^the log group \/aws\/lambda\/f holds no line of [\d,]+ invocations\. .*logs:CreateLogStream or logs:PutLogEvents/)
    expect(why).not.toContain('SystemLogLevel')
  })

  it.each<[string, Partial<Reading>]>([
    ['rows were found', {rows: 1}],
    ['nothing was invoked', {invocations: published(() => 0)}],
    ['the invocations are too new to be in the log', {invocations: once(3)}],
    ['the invocations could not be read', {invocations: undefined}],
    ['other lines of the function were read', {scanned: 1}],
    ['the function writes to a shared group', {scanned: 100, streams: 'filter @logStream like /f/', ask: ask(1)}],
    ['no environment started', {scanned: 100, looksFor: 'invocations', ask: ask(1)}],
    ['the level leaves its lines out of a shared group', {scanned: 100, streams: 'filter', systemLogLevel: 'WARN'}],
  ])('is none where %s', async (_, given) => {
    expect(await whyEmpty(reading(given))).toBeNull()
  })

  it('may have its lines left out by the level', async () => {
    expect(await whyEmpty(reading({systemLogLevel: 'WARN'}))).toContain('SystemLogLevel WARN leaves out')
  })
})
