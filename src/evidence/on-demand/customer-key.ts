import {describeKey, getKeyPolicy} from '../../aws/kms.ts'
import {orNull} from '../../aws/not-found.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {CustomerKey} from '../../model/evidence/evidence.ts'
import {keyIs} from '../../signs/key-state.ts'
import type {Where} from './on-demand.ts'

/**
 * Whether a key can be used, and whom its policy lets in. Null for a key that AWS manages: its policy lets in whoever of the account may
 * use the service, and nobody can change it (KMS Developer Guide, "AWS managed keys").
 * @param keyId an ARN, or another form that KMS takes for its own account: an id or an alias.
 */
export async function readKey(aws: Aws, keyId: string, where: Where): Promise<CustomerKey | null> {
  if (/(^|:)alias\/aws\//.test(keyId)) return null
  const region = keyId.startsWith('arn:') ? keyId.split(':')[3] : where.region
  if (region !== where.region) throw new AwsError('kms:DescribeKey', 'other', `the key is in ${region}, which is not read`)
  const answer = await orNull(describeKey(aws, keyId))
  if (answer === null) return {arn: keyId, state: null, policy: null}
  if (answer.KeyManager === 'AWS') return null
  const arn = answer.Arn ?? keyId
  const key = {arn, state: answer.KeyState ?? 'unknown', policy: null}
  // Whom a key lets in that nobody can use does not matter, and another account's policy is not shown.
  if (keyIs(key) === 'off' || answer.AWSAccountId !== where.account) return key
  return {...key, policy: await getKeyPolicy(aws, arn)}
}
