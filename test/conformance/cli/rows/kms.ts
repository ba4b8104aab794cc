import {expect} from 'vitest'
import type {Row} from '../row.ts'

/** On a lab whose queue for failed batches is encrypted with a key that somebody disabled. */
export const kmsRows: readonly Row[] = [
  {
    aws: 'sqs get-queue-attributes --queue-url {queueUrl} --attribute-names KmsMasterKeyId',
    answers: {Attributes: {KmsMasterKeyId: expect.stringMatching(/^alias\//)}},
    keep: {alias: 'Attributes.KmsMasterKeyId'},
  },
  {
    aws: 'kms describe-key --key-id {alias}',
    answers: {KeyMetadata: {Enabled: false, KeyState: 'Disabled', KeyManager: 'CUSTOMER', AWSAccountId: expect.stringMatching(/^\d{12}$/)}},
    keep: {key: 'KeyMetadata.Arn'},
  },
  {
    aws: 'kms get-key-policy --key-id {key} --policy-name default',
    answers: {Policy: expect.stringContaining('"kms:*"')},
  },
  {aws: 'kms enable-key --key-id {key}', answers: null},
  {aws: 'kms describe-key --key-id {key}', answers: {KeyMetadata: {Enabled: true, KeyState: 'Enabled'}}},
  {aws: 'kms describe-key --key-id alias/no-such', refused: 'NotFoundException', saying: /^Alias arn:aws:kms:.* is not found\./},
]
