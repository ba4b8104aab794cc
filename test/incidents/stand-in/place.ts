/** Where an account is, and how ARNs are written there. */
export interface Place {
  partition: string
  region: string
  account: string
  domain: string
  functionArn: (name: string, qualifier?: string) => string
  streamArn: (table: string, label: string) => string
  arn: (service: string, rest: string) => string
}

export function placeIn(region: string, partition = 'aws', domain = 'amazonaws.com'): Place {
  const account = '111122223333'
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${service === 'iam' ? '' : region}:${account}:${rest}`
  return {
    partition,
    region,
    account,
    domain,
    arn,
    functionArn: (name, qualifier) => arn('lambda', `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`),
    streamArn: (table, label) => arn('dynamodb', `table/${table}/stream/${label}`),
  }
}

export const virginia: Place = placeIn('us-east-1')
