import {describe, expect, it} from 'vitest'
import {openLab} from '../../src/lab/entrance.ts'
import {isAtLeast} from '../../src/model/check.ts'
import type {Finding} from '../../src/model/report.ts'
import {look} from '../support/examine.ts'

const findingsOf = async (incident: string, seed: number): Promise<Finding[]> =>
  (await look(openLab({incident, seed, deny: []}), {deep: true})).report.pipelines[0]?.findings ?? []

/** What an incident breaks differs with the seed: one of these checks sees it. */
const seenBy: [incident: string, checks: string[]][] = [
  ['access-denied', ['missing-stream-permission', 'denied-calls']],
  ['broken-destination', ['fifo-destination', 'nonexistent-destination', 'missing-destination-permission']],
  ['cold-start-burden', ['cold-start-share']],
  ['function-timeout', ['batch-near-timeout']],
  ['function-unavailable', ['function-not-active']],
  ['hot-partition', ['key-range-throttles']],
  ['insufficient-throughput', ['parallelization-too-low']],
  ['memory-exhausted', ['memory-pressure']],
  [
    'network-unreachable',
    ['connection-errors', 'blackhole-route', 'no-route-to-aws', 'closed-security-group', 'closed-network-acl', 'dns-off'],
  ],
  ['reader-contention', ['throttled-stream-reads', 'too-many-readers']],
  ['slow-handler', ['duration-rising']],
  ['throttled-concurrency', ['concurrency-near-limit']],
]

describe('the guide in the lab', () => {
  it.each(seenBy)('%s is seen by one of %j', async (incident, checks) => {
    const failed = (await findingsOf(incident, 1)).filter(finding => finding.status === 'fail').map(finding => finding.check)
    expect(failed.filter(check => checks.includes(check))).not.toEqual([])
  })

  it.each([
    ['healthy', 1],
    ['healthy', 2],
    ['healthy-bursty', 1],
  ])('%s %i: nothing grave, none of these, and no check fails itself', async (incident, seed) => {
    const findings = await findingsOf(incident, seed)
    const failed = findings.filter(finding => finding.status === 'fail')
    expect(failed.filter(finding => isAtLeast(finding.severity, 'high'))).toEqual([])
    expect(failed.map(finding => finding.check).filter(check => seenBy.some(([, checks]) => checks.includes(check)))).toEqual([])
    expect(findings.filter(finding => finding.status === 'bug')).toEqual([])
  })
})
