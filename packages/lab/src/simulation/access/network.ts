/** The facts that decide whether a function in a VPC reaches the service that it calls. */
export interface LabNetwork {
  vpcs: {id: string; cidr: string; dnsSupport: boolean; dnsHostnames: boolean}[]
  subnets: {id: string; vpcId: string; zone: string; cidr: string; availableAddresses: number}[]
  routeTables: {
    id: string
    vpcId: string
    main: boolean
    subnetIds: string[]
    /** Destination: a CIDR block or the id of a prefix list; target: nat-…, igw-…, vpce-…, local. */
    routes: {destination: string; target: string; state: 'active' | 'blackhole'}[]
  }[]
  natGateways: {id: string; vpcId: string; subnetId: string; state: string}[]
  internetGateways: {id: string; vpcId: string}[]
  endpoints: {
    id: string
    vpcId: string
    service: string
    type: 'Gateway' | 'Interface'
    state: string
    routeTableIds: string[]
    subnetIds: string[]
    groupIds: string[]
    privateDns: boolean
  }[]
  securityGroups: {id: string; vpcId: string; name: string; egress: NetworkRule[]; ingress: NetworkRule[]}[]
  acls: {
    id: string
    vpcId: string
    subnetIds: string[]
    entries: {number: number; egress: boolean; allow: boolean; cidr: string; fromPort: number; toPort: number}[]
  }[]
}

/** Ports −1 to −1: all. */
export interface NetworkRule {
  protocol: string
  fromPort: number
  toPort: number
  cidr: string
}

/** DynamoDB's and S3's prefix lists of us-east-1, where the lab's accounts live (EC2, DescribeManagedPrefixLists). */
export const prefixLists = [
  {id: 'pl-02cd2c6b', name: 'com.amazonaws.us-east-1.dynamodb', cidrs: ['3.218.180.0/22', '52.94.0.0/22', '52.119.224.0/20']},
  {id: 'pl-63a5400a', name: 'com.amazonaws.us-east-1.s3', cidrs: ['18.34.0.0/19', '52.216.0.0/15', '54.231.0.0/16']},
] as const

/** An account without a VPC. */
export const noNetwork = (): LabNetwork => ({
  vpcs: [],
  subnets: [],
  routeTables: [],
  natGateways: [],
  internetGateways: [],
  endpoints: [],
  securityGroups: [],
  acls: [],
})
