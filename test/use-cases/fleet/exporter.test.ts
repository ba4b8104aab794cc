import {describe, expect, it} from 'vitest'
import {addressOf, serveMetrics} from '../../../src/cli/run/serve-metrics.ts'
import {UserError} from '../../../src/model/user-error.ts'
import {exporterMetrics} from '../../../src/reports/watch/exporter.ts'
import {exporter} from '../../../src/use-cases/fleet/exporter.ts'
import {invented} from '../../reports/invented.ts'
import {prometheusFamilies} from '../../reports/read-formats.ts'

describe('an exporter', () => {
  it('asks AWS when it is scraped, and no faster than its metrics change', async () => {
    let [now, samples] = [0, 0]
    const {scrape, settled} = exporter(
      async () => {
        samples += 1
        return invented.fleet
      },
      60_000,
      () => now,
    )
    expect(samples).toBe(0)
    for (; now < 300_000; now += 1000) {
      scrape()
      await settled()
    }
    expect(samples).toBe(5)
    expect(scrape()).toMatchObject({samples: 6, failures: 0, requests: {'lambda:GetFunction': 5}})
  })

  it('asks once at a time, however long it takes', async () => {
    let [now, samples] = [0, 0]
    let answer = (): void => undefined
    const {scrape, settled} = exporter(
      () =>
        new Promise(resolve => {
          samples += 1
          answer = () => resolve(invented.healthy)
        }),
      60_000,
      () => now,
    )
    for (; now < 600_000; now += 10_000) scrape()
    expect(samples).toBe(1)
    answer()
    await settled()
    expect(scrape().report).toBe(invented.healthy)
  })

  it('tells nothing of itself before the first sample has ended', async () => {
    const {scrape, settled} = exporter(
      async () => invented.healthy,
      60_000,
      () => 0,
    )
    expect(exporterMetrics(scrape(), false)).not.toContain('ddbstream_exporter_up')
    await settled()
    expect(exporterMetrics(scrape(), false)).toContain('ddbstream_exporter_up 1')
  })

  it('does not tell of yesterday when it cannot sample today', async () => {
    let now = 0
    let fails = false
    const sample = async () => {
      if (fails) throw new UserError('E_EXPIRED_TOKEN', 'The AWS credentials have expired.')
      return invented.poison
    }
    const {scrape, settled} = exporter(sample, 60_000, () => now)
    scrape()
    await settled()
    expect(exporterMetrics(scrape(), false)).toContain('ddbstream_pipeline_verdict')
    ;[now, fails] = [70_000, true]
    scrape()
    await settled()
    expect(scrape()).toMatchObject({report: null, failures: 1, failure: 'The AWS credentials have expired.'})
    expect(exporterMetrics(scrape(), false)).not.toContain('ddbstream_pipeline_verdict')
    expect(exporterMetrics(scrape(), false)).toContain('ddbstream_exporter_up 0')
  })

  it('is healthy while it runs, and its probe reads no AWS', async () => {
    let samples = 0
    const exporting = exporter(
      async () => {
        samples += 1
        if (samples > 1) throw new UserError('E_EXPIRED_TOKEN', 'The AWS credentials have expired.')
        return invented.fleet
      },
      0,
      () => 0,
    )
    const {url, close} = await serveMetrics(exporting, {host: '127.0.0.1', port: 0})
    const healthz = url.replace('/metrics', '/healthz')
    const probe = async (): Promise<[number, string]> => {
      const response = await fetch(healthz)
      return [response.status, await response.text()]
    }
    expect(await probe()).toEqual([200, 'ok: no sample has ended yet.\n'])
    expect(samples).toBe(0)
    exporting.scrape()
    await exporting.settled()
    expect(await probe()).toEqual([200, 'ok: the newest sample is of 2026-11-23 17:52:10 UTC.\n'])
    exporting.scrape()
    await exporting.settled()
    expect(await probe()).toEqual([200, 'ok: the newest sample failed. The AWS credentials have expired.\n'])
    expect(samples).toBe(2)
    expect((await fetch(healthz, {method: 'POST'})).status).toBe(405)
    await close()
  })

  it('answers over HTTP in the format that is asked for', async () => {
    const exporting = exporter(
      async () => invented.fleet,
      60_000,
      () => 0,
    )
    exporting.scrape()
    await exporting.settled()
    const {url, close} = await serveMetrics(exporting, {host: '127.0.0.1', port: 0})
    const classic = await fetch(url)
    expect(classic.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const families = prometheusFamilies((await classic.text()).trimEnd())
    expect(families.find(({name}) => name === 'ddbstream_exporter_api_requests_total')).toMatchObject({type: 'COUNTER'})
    expect(families.find(({name}) => name === 'ddbstream_iterator_age_seconds')?.metrics.length).toBeGreaterThan(0)
    const open = await fetch(url, {headers: {accept: 'application/openmetrics-text; version=1.0.0'}})
    expect(open.headers.get('content-type')).toContain('application/openmetrics-text')
    expect(await open.text()).toMatch(
      /# TYPE ddbstream_exporter_api_requests counter\nddbstream_exporter_api_requests_total\{[\s\S]*\n# EOF\n$/,
    )
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404)
    expect((await fetch(url, {method: 'POST'})).status).toBe(405)
    await close()
  })
})

describe('where it listens', () => {
  it.each([
    [':9464', {host: '127.0.0.1', port: 9464}],
    ['0.0.0.0:80', {host: '0.0.0.0', port: 80}],
    ['[::1]:9464', {host: '::1', port: 9464}],
  ])('%s', (text, address) => expect(addressOf(text)).toEqual(address))
  it.each(['9464', ':', ':99999', 'x'])('%s is not an address', text => expect(() => addressOf(text)).toThrow('is not an address'))
})
