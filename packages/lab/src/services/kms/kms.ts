import type {DescribeKeyCommandOutput} from '@aws-sdk/client-kms'
import type {LabKey} from '../../simulation/access/kms-keys.ts'
import {findKey} from '../../simulation/access/kms-keys.ts'
import type {World} from '../../simulation/engine/world.ts'
import {AwsError, jsonErrors} from '../protocol/errors.ts'
import {type Answer, operation, type Service} from '../protocol/operation.ts'
import {required, text} from '../protocol/shapes.ts'

const onKey = {KeyId: required(text({min: 1, max: 2048}))} as const

/** A UUID, or that of a key in several regions. */
const keyId = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/

const arnOf = (world: World, named: string): string =>
  named.startsWith('arn:') ? named : `arn:aws:kms:${world.region}:${world.accountId}:${named.startsWith('alias/') ? named : `key/${named}`}`

function keyOf(world: World, named: string): LabKey {
  const key = findKey(world, named)
  if (key !== undefined) return key
  const arn = arnOf(world, named)
  const [, id = ''] = arn.split(':key/')
  if (id !== '' && !keyId.test(id)) throw new AwsError('NotFoundException', `Invalid keyId '${named}'`)
  throw new AwsError('NotFoundException', arn.includes(':alias/') ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`)
}

/** DescribeKey alone takes an alias; the words are ours. */
function noAlias(named: string): string {
  if (/(^|:)alias\//.test(named)) throw new AwsError('NotFoundException', `Invalid keyId ${named}`)
  return named
}

/** KMS judges on the key, also where it was named by its alias. */
const resource = ({KeyId}: {KeyId: string}, {world}: {world: World}): string => findKey(world, KeyId)?.arn ?? arnOf(world, KeyId)

const describeKey = operation({
  action: 'kms:DescribeKey',
  input: onKey,
  resource,
  run: ({KeyId}, {world}): Answer<DescribeKeyCommandOutput> => {
    const {id, arn, state, createdMs} = keyOf(world, KeyId)
    return {
      KeyMetadata: {
        AWSAccountId: world.accountId,
        KeyId: id,
        Arn: arn,
        CreationDate: new Date(createdMs),
        Enabled: state === 'Enabled',
        Description: '',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: state,
        Origin: 'AWS_KMS',
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        MultiRegion: false,
      },
    }
  },
})

/** A key has one policy, whose name is `default` (KMS API reference, GetKeyPolicy). */
const getKeyPolicy = operation({
  action: 'kms:GetKeyPolicy',
  input: {...onKey, PolicyName: text({min: 1, max: 128})},
  resource,
  run: ({KeyId, PolicyName = 'default'}, {world}) => {
    if (PolicyName !== 'default') throw new AwsError('NotFoundException', `No such policy exists`)
    return {Policy: JSON.stringify(keyOf(world, noAlias(KeyId)).policy, null, 2), PolicyName}
  },
})

const switchKey = (action: string, state: 'Enabled' | 'Disabled') =>
  operation({
    action,
    input: onKey,
    resource,
    run: ({KeyId}, {world}) => {
      const key = keyOf(world, noAlias(KeyId))
      if (key.state === 'PendingDeletion') throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`)
      key.state = state
      return {}
    },
  })

export const kms: Service = {
  prefix: 'kms',
  errors: jsonErrors('KMSInternalException'),
  operations: {
    DescribeKey: describeKey,
    GetKeyPolicy: getKeyPolicy,
    EnableKey: switchKey('kms:EnableKey', 'Enabled'),
    DisableKey: switchKey('kms:DisableKey', 'Disabled'),
  },
  json: {target: 'TrentService', version: '1.1', namespace: ''},
}
