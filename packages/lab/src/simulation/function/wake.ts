import {findKey} from '../access/kms-keys.ts'
import type {LabFunction, World} from '../engine/world.ts'

/**
 * A call on an Inactive function fails, and Lambda sets its resources up again: it is Active unless the reason stands (Lambda Developer
 * Guide, "functions-states").
 */
export function wake(world: World, fn: LabFunction): void {
  if (fn.state !== 'Inactive') return
  const key = fn.environmentKeyArn === undefined ? undefined : findKey(world, fn.environmentKeyArn)
  if (fn.environmentKeyArn !== undefined && key?.state !== 'Enabled') return
  fn.state = 'Active'
  delete fn.stateReason
  delete fn.stateReasonCode
}
