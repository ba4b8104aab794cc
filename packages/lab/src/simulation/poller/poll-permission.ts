import {mayUseKey} from '../access/kms-keys.ts'
import {mayUseStream} from '../access/resource-policies.ts'
import {schedule} from '../engine/simulation.ts'
import type {MappingRun} from './mapping-run.ts'
import {startPolling} from './progress.ts'
import {reportResult} from './report-result.ts'

/** The permissions that polling a stream needs (Lambda Developer Guide, "with-ddb"); judged for the stream of the mapping. */
const actions = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords']

/** How soon a change of the role's policies reaches the poller (seconds, IAM User Guide: "eventually consistent"). */
const everyMs = 10_000

/** Seen for mappings that cannot read their stream; AWS documents no text. */
const problem = 'PROBLEM: internal Lambda error. Please contact Lambda customer support.'

/** The poller works with the execution role of the function that it invokes. Without a function there is no role. */
function mayRead({simulation, target, lab}: MappingRun): boolean {
  const {run} = target
  if (run === null || !simulation.world.functions.has(run.lab.name)) return true
  const {world} = simulation
  if (!actions.every(action => mayUseStream(world, run.lab.role, action, lab.eventSourceArn))) return false
  // Records of an encrypted table are decrypted for whoever reads them (DynamoDB Developer Guide, "Encryption at rest").
  const key = [...world.tables.values()].find(({arn}) => lab.eventSourceArn.startsWith(`${arn}/`))?.kmsKeyArn
  return key === undefined || mayUseKey(world, run.lab.role, 'kms:Decrypt', key)
}

/**
 * Watches whether the mapping may read its stream, for as long as the simulation runs.
 * @param settle counts the polls so far.
 */
export function watchPermission(mapping: MappingRun, settle: (nowMs: number) => void): void {
  const {simulation} = mapping
  const look = (nowMs: number) => {
    // Deleted.
    if (simulation.mappings.get(mapping.lab.uuid) !== mapping) return
    const may = mayRead(mapping)
    if (!may && mapping.polling) reportResult(mapping, problem)
    if (!may && mapping.mayRead) settle(nowMs)
    if (may && !mapping.mayRead) wake(mapping, nowMs)
    mapping.mayRead = may
    schedule(simulation, nowMs + everyMs, look)
  }
  schedule(simulation, simulation.world.nowMs, look)
}

function wake(mapping: MappingRun, nowMs: number): void {
  if (!mapping.polling) return
  for (const reader of mapping.readers) {
    reader.polledUntilMs = Math.max(reader.polledUntilMs, nowMs)
    for (const lane of reader.lanes) {
      if (lane.phase !== 'polling') continue
      startPolling(lane, nowMs, nowMs + 1 + reader.phaseMs)
      mapping.simulation.schedule.moved(lane)
    }
  }
}
