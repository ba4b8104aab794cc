import {orNull} from '../../aws/not-found.ts'
import {getBucketEncryption} from '../../aws/s3.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Destination} from '../../model/evidence/evidence.ts'
import {readKey} from './customer-key.ts'
import {type DestinationArn, destinationArn} from './destination.ts'
import {defineOnDemand} from './on-demand.ts'

/** The customer's key that the on-failure destination is encrypted with: whether it can be used, and whom its policy lets in. */
export const destinationKey = defineOnDemand({
  key: 'destinationKey',
  scope: 'mapping',
  needs: ['destination'],
  actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 's3:GetEncryptionConfiguration'],
  collect: async (aws, {destination}, where) => {
    if (destination === null || !destination.exists) return null
    const named = await nameOf(aws, destination)
    return named === null ? null : readKey(aws, keyArn(named, destinationArn(destination.arn)), where)
  },
})

/** The id, alias or ARN of the key, as the destination names it. */
async function nameOf(aws: Aws, {arn, kind, kmsKey}: Destination): Promise<string | null> {
  if (kind !== 's3') return kmsKey
  return (await orNull(getBucketEncryption(aws, destinationArn(arn).name)))?.keyId ?? null
}

/** An id or an alias is one of the destination's own account and region, which the ARN of a bucket does not tell. */
function keyArn(named: string, {arn, region, account}: DestinationArn): string {
  if (named.startsWith('arn:') || region === '') return named
  return `arn:${arn.split(':')[1]}:kms:${region}:${account}:${named.startsWith('alias/') ? named : `key/${named}`}`
}
