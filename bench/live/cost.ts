import {prices} from '../../src/aws-facts/prices.ts'
import type {LiveIncident} from './incident.ts'

/** US dollars a million write units, and a million requests of Lambda; us-east-1, list prices of November 2026. */
const perMillionWrites = 0.625

const perMillionInvocations = 0.2
/** Metrics that the commands of one incident ask for. */
const metricsAsked = 1500
/** Log that the commands of one incident scan, GB: a log group of a few megabytes. */
const scannedGb = 0.05

/** The most that a run costs, US dollars: every shard runs the function without a pause. */
export function costUsd(incidents: readonly LiveIncident[]): number {
  const shards = 4
  const memoryGb = 0.125
  return incidents.reduce((usd, {perSecond, symptomSeconds}) => {
    const seconds = symptomSeconds + 300
    const busy = seconds * shards * memoryGb * prices.perGbSecond.x86_64
    const called = ((seconds * shards) / 1e6) * perMillionInvocations
    const written = ((perSecond * seconds) / 1e6) * perMillionWrites
    return usd + busy + called + written + metricsAsked * prices.perMetricRequested + scannedGb * prices.perGbScanned
  }, 0)
}
