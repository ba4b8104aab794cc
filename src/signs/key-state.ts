import type {CustomerKey} from '../model/evidence/evidence.ts'

/**
 * A key encrypts and decrypts while it is Enabled, and while its primary region moves (KMS Developer Guide, "Key states of KMS keys";
 * API reference, UpdatePrimaryRegion).
 */
const usableStates = ['Enabled', 'Updating']
const offStates = ['Creating', 'Disabled', 'PendingDeletion', 'PendingImport', 'PendingReplicaDeletion', 'Unavailable']

/** Whether a key can be used by anybody. AWS's list of states is open: the meaning of another word is not known. */
export function keyIs({state}: CustomerKey): 'usable' | 'off' | 'unknown' {
  if (state === null || offStates.includes(state)) return 'off'
  return usableStates.includes(state) ? 'usable' : 'unknown'
}
