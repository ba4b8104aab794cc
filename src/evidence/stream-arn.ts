export interface StreamArn {
  region: string
  account: string
  tableName: string
  label: string
}

/** Takes the ARN of a DynamoDB stream apart; null for any other event source. */
export function parseStreamArn(arn: string): StreamArn | null {
  const parts = /^arn:[^:]+:dynamodb:([^:]*):([^:]*):table\/([^/]+)\/stream\/(.+)$/.exec(arn)
  const [, region, account, tableName, label] = parts ?? []
  if (region === undefined || account === undefined || tableName === undefined || label === undefined) return null
  return {region, account, tableName, label}
}

/** The ARN of the stream's table: another account's table is described by its ARN. */
export const tableArnOf = (streamArn: string): string => streamArn.replace(/\/stream\/.*$/, '')
