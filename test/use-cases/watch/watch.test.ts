import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test, vi} from 'vitest'
import {parseConfig} from '../../../src/config/parse.ts'
import {knownNames} from '../../../src/diagnosis/diagnose.ts'
import type {UserError} from '../../../src/model/user-error.ts'
import {exitCodeOfSample, iteratorAges} from '../../../src/use-cases/watch/iterator-age.ts'
import {type WatchOptions, watch} from '../../../src/use-cases/watch/watch.ts'
import type {WatchAction} from '../../../src/use-cases/watch/watch-state.ts'
import {pipelineOf} from '../../support/ages.ts'
import {labConnection} from '../../support/lab-connection.ts'

const options = (given: Partial<WatchOptions> = {}): WatchOptions => ({
  functionText: 'orders-projector',
  sinceSeconds: 3 * 3600,
  intervalSeconds: 60,
  count: null,
  until: null,
  timeoutSeconds: null,
  ...given,
})

/** Watches a lab; `pause` is told the number of samples so far and may do something. */
async function watching(
  connection: ReturnType<typeof labConnection>,
  given: Partial<WatchOptions>,
  between: (samples: number) => void = () => {},
) {
  const actions: WatchAction[] = []
  const left = new AbortController()
  const end = await watch(connection, options(given), {
    left: left.signal,
    tell: action => actions.push(action),
    pause: async ms => {
      between(actions.length)
      await connection.sleep(ms)
      return 0
    },
  })
  const samples = actions.flatMap(action => (action.kind === 'sample' ? [action.sample] : []))
  const troubles = actions.flatMap(action => (action.kind === 'trouble' ? [action.trouble] : []))
  return {end, actions, samples, troubles}
}

/** A pipeline that falls behind, in a lab that refuses metrics for as long as it is told to. */
const refusingMetrics = (isBroken: () => boolean) =>
  labConnection({incident: 'slow-handler', seed: 1}, ({headers}) =>
    isBroken() && JSON.stringify(headers).includes('GetMetricData')
      ? {statusCode: 400, body: {__type: 'InvalidParameterValue', message: 'no'}}
      : undefined,
  )

describe('a watch costs no more than it must', () => {
  test('metrics are asked once a minute of AWS’s time, in one request, however often it samples', async () => {
    const {samples} = await watching(labConnection({incident: 'slow-handler', seed: 1}), {intervalSeconds: 10, count: 13})
    const requests = samples.at(-1)?.usage.requests
    expect(requests?.['lambda:ListEventSourceMappings']).toBe(13)
    expect(requests?.['cloudwatch:GetMetricData']).toBe(3)
    expect(requests?.['sts:GetCallerIdentity']).toBeUndefined()
    expect(samples.at(-1)?.usage.usd).toBeCloseTo((3 * (samples[0]?.metricsPerReading ?? 0) * 0.01) / 1000, 6)
  })

  test('its price per hour is that of its metrics, once a minute at most', async () => {
    const price = async (intervalSeconds: number) => {
      const {actions} = await watching(labConnection({incident: 'healthy', seed: 1}), {intervalSeconds, count: 1})
      const [first] = actions
      return first?.kind === 'sample' ? first.usdPerHour / first.sample.metricsPerReading : Number.NaN
    }
    expect(await price(60)).toBeCloseTo(60e-5, 9)
    expect(await price(2)).toBeCloseTo(60e-5, 9)
    expect(await price(600)).toBeCloseTo(6e-5, 9)
  })

  test('500 pipelines are asked about with few requests, and only those in danger sampled closely', async () => {
    const sample = await iteratorAges(labConnection({incident: 'poison-record', seed: 2, functions: 120}), options({functionText: null}))
    expect(sample.pipelines).toHaveLength(121)
    expect(sample.pipelines[0]).toMatchObject({function: 'orders-projector', lag: {state: 'stalled'}, openShards: expect.any(Number)})
    expect(sample.usage.requests['cloudwatch:GetMetricData']).toBe(Math.ceil(sample.metricsPerReading / 500))
    expect(sample.usage.requests['dynamodb:DescribeStream']).toBeLessThanOrEqual(20)
    expect(sample.withoutSurroundings).toBeGreaterThan(90)
  })
})

describe('the exit code of one sample', () => {
  const codeWithout = async (action: string) =>
    exitCodeOfSample(await iteratorAges(labConnection({incident: 'healthy', seed: 1, deny: [action]}), options()))

  test('is that of an unknown state where the ages may not be read', async () => {
    expect(await codeWithout('cloudwatch:GetMetricData')).toBe(3)
  })

  test('is 0 where the lag is known without it, or nothing was denied', async () => {
    expect(await codeWithout('dynamodb:DescribeStream')).toBe(0)
    expect(exitCodeOfSample({pipelines: [pipelineOf('new', {state: 'unknown', ageSeconds: null})], missing: []})).toBe(0)
  })
})

describe('a watch goes on when AWS does not', () => {
  const expired = {
    statusCode: 403,
    body: {__type: 'ExpiredTokenException', message: 'The security token included in the request is expired'},
  }

  test('expired credentials are told, and it recovers', async () => {
    let broken = false
    const connection = labConnection({incident: 'slow-handler', seed: 1}, () => (broken ? expired : undefined))
    const {end, actions, samples, troubles} = await watching(connection, {count: 5}, n => {
      broken = n === 2 || n === 3
    })
    expect(end).toBe('count')
    expect(actions.map(({kind}) => kind)).toEqual(['sample', 'sample', 'trouble', 'trouble', 'sample'])
    expect(troubles[0]?.message).toMatch(/^The AWS credentials have expired: .* is expired\.$/)
    expect(troubles[0]?.hints[0]).toMatch(/^Sign in again/)
    expect(samples.at(-1)?.pipelines[0]?.lag.state).toBe('slow')
  })

  test('who signs in again is seen, although the SDK has read the file before', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ddbstream-credentials-')), 'credentials')
    const signIn = (key: string) => writeFileSync(file, `[default]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`)
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
    for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, undefined)
    signIn('OLD')
    let old = true
    const {credentials: _, ...connection} = labConnection({incident: 'slow-handler', seed: 1}, ({headers}) =>
      !old && JSON.stringify(headers).includes('Credential=OLD') ? expired : undefined,
    )
    const {actions} = await watching(connection, {count: 4}, n => {
      old = false
      if (n === 3) signIn('NEW')
    })
    vi.unstubAllEnvs()
    expect(actions.map(({kind}) => kind)).toEqual(['sample', 'trouble', 'trouble', 'sample'])
  })

  test('metrics that fail keep the earlier values, and are reported', async () => {
    let broken = false
    const connection = refusingMetrics(() => broken)
    const {samples} = await watching(connection, {count: 3}, n => {
      broken = n === 1
    })
    expect(samples[1]?.missing.map(({action}) => action)).toEqual(['cloudwatch:GetMetricData'])
    expect(samples.map(sample => sample.pipelines[0]?.lag.state)).toEqual(['slow', 'slow', 'slow'])
    expect(samples[1]?.pipelines[0]?.newestPointAt).toBe(samples[0]?.pipelines[0]?.newestPointAt)
    expect(samples[2]?.missing).toEqual([])
  })

  test('however long metrics fail, that nothing newer is there is not taken for a stream on which nothing arrives', async () => {
    let broken = false
    const connection = refusingMetrics(() => broken)
    const {end, samples} = await watching(connection, {intervalSeconds: 600, count: 4, until: 'ok'}, () => {
      broken = true
    })
    expect(end).toBe('count')
    expect(samples.map(sample => sample.pipelines[0]?.lag.state)).toEqual(['slow', 'slow', 'slow', 'slow'])
  })

  test('a gap of a reading is reported until the next one, however often it samples between', async () => {
    const connection = labConnection({incident: 'healthy', seed: 1}, ({headers}) =>
      JSON.stringify(headers).includes('GetMetricData')
        ? {statusCode: 400, body: {__type: 'InvalidParameterValue', message: 'no'}}
        : undefined,
    )
    const {samples} = await watching(connection, {intervalSeconds: 1, count: 3})
    expect(samples.map(({missing}) => missing.length)).toEqual([1, 1, 1])
  })

  test('an error of the first sample ends it', async () => {
    const connection = labConnection({incident: 'healthy', seed: 1}, () => expired)
    await expect(watching(connection, {})).rejects.toMatchObject({code: 'E_EXPIRED_TOKEN', exitCode: 4} satisfies Partial<UserError>)
  })

  test('while it does not, the intervals count for the timeout', async () => {
    let broken = false
    const connection = labConnection({incident: 'slow-handler', seed: 1}, () => (broken ? expired : undefined))
    const {end, actions} = await watching(connection, {timeoutSeconds: 300}, () => {
      broken = true
    })
    expect(end).toBe('timeout')
    expect(actions).toHaveLength(6)
  })
})

describe('a watch ends by its rule', () => {
  test.each<[string, Partial<WatchOptions>, string, number]>([
    ['healthy', {until: 'ok'}, 'until', 1],
    ['healthy', {until: 'drained'}, 'until', 1],
    ['poison-record', {until: 'stalled'}, 'until', 1],
    ['mapping-disabled', {until: 'stalled'}, 'until', 1],
    ['slow-handler', {until: 'ok', timeoutSeconds: 240}, 'timeout', 5],
    ['slow-handler', {until: 'drained', count: 2}, 'count', 2],
  ])('%s with %j: %s', async (incident, given, end, samples) => {
    const watched = await watching(labConnection({incident, seed: 2}), given)
    expect(watched.end).toBe(end)
    expect(watched.samples).toHaveLength(samples)
  })

  test('who leaves is not asked again', async () => {
    const left = new AbortController()
    const connection = labConnection({incident: 'healthy', seed: 1})
    let samples = 0
    const end = await watch(connection, options(), {
      left: left.signal,
      tell: () => {
        samples += 1
        left.abort()
      },
      pause: () => Promise.reject(new Error('nobody waits')),
    })
    expect([end, samples]).toEqual(['left', 1])
  })
})

describe('a configuration', () => {
  const sample = async (thresholds: object) => {
    const config = parseConfig(JSON.stringify({version: 1, functions: [{match: 'orders-*', thresholds}]}), 'c.json', knownNames)
    const {pipelines} = await iteratorAges(labConnection({incident: 'slow-handler', seed: 1}), {...options(), config})
    return pipelines[0]
  }

  test('says from which age on a pipeline is late, and how soon a loss is critical', async () => {
    expect(await sample({})).toMatchObject({lossSoon: false, lag: {thresholdSeconds: 30}})
    expect(await sample({iteratorAgeSeconds: 600, lossSoonSeconds: 3_000_000})).toMatchObject({
      lossSoon: true,
      lag: {thresholdSeconds: 600},
    })
  })
})
