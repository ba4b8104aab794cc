import type {LabKey} from '../simulation/access/kms-keys.ts'
import {defaultKeyPolicy} from '../simulation/access/kms-keys.ts'
import {accountId, type Draw, region} from './plan.ts'

/** A key that the account made for itself; who may use it, the policies of the account say. */
export function customerKey(draw: Draw, alias: string): LabKey {
  const id = draw(alias).uuid()
  return {
    id,
    arn: `arn:aws:kms:${region}:${accountId}:key/${id}`,
    alias,
    state: 'Enabled',
    createdMs: Date.UTC(2025, 2, 3, 10),
    policy: defaultKeyPolicy(accountId),
  }
}
