/** Where traffic to public addresses goes from a subnet. Ways through others (transit gateway, appliance) cannot be judged. */
export type Way = {kind: 'nat' | 'other' | 'internet-gateway' | 'blackhole'; target: string} | {kind: 'none'; target: null}

export interface SubnetPath {
  subnetId: string
  freeAddresses: number | null
  way: Way
  /** Routes that lead nowhere, as `destination → target`. */
  blackholes: string[]
  /** A gateway endpoint for DynamoDB in the routes. */
  dynamodbEndpoint: boolean
  /** The traffic that the network ACL of the subnet blocks: HTTPS out, or the answers coming in. */
  aclBlocks: 'requests' | 'answers' | null
}

/** The ways out of a function in a VPC; null when it is in none. A function may run in any of its subnets. */
export type NetworkPath = {
  vpcId: string
  subnets: SubnetPath[]
  /** Whether some security group lets HTTPS out: to public addresses, to DynamoDB's prefix list, to anything at all. */
  httpsOut: boolean
  httpsToDynamodb: boolean
  httpsAnywhere: boolean
  securityGroups: string[]
  /** Interface endpoints of the VPC, by service. */
  interfaceEndpoints: string[]
  dnsSupport: boolean | null
} | null
