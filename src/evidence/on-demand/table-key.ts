import {readKey} from './customer-key.ts'
import {defineOnDemand} from './on-demand.ts'

/** The customer's key that the table is encrypted with: its records are decrypted for whoever reads the stream. */
export const tableKey = defineOnDemand({
  key: 'tableKey',
  scope: 'stream',
  needs: ['table'],
  actions: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
  collect: async (aws, {table}, where) => (table?.kmsKeyArn ? readKey(aws, table.kmsKeyArn, where) : null),
})
