import {AwsError} from '../errors.ts'
import {operation} from '../operation.ts'
import {flag, list, text} from '../shapes.ts'

/** The account has one region enabled. */
export const describeRegions = operation({
  action: 'ec2:DescribeRegions',
  input: {RegionNames: list(text(), {flat: 'RegionName'}), AllRegions: flag},
  run: ({RegionNames = []}, {world: {region}}) => {
    const unknown = RegionNames.find(name => name !== region)
    if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid region names: [${unknown}]`)
    return {regionInfo: [{regionName: region, regionEndpoint: `ec2.${region}.amazonaws.com`, optInStatus: 'opt-in-not-required'}]}
  },
})
