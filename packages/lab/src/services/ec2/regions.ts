import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {flag, list, text} from '../protocol/shapes.ts'

/** Some of the regions that every account has enabled. */
const enabled = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2']

export const describeRegions = operation({
  action: 'ec2:DescribeRegions',
  input: {RegionNames: list(text(), {flat: 'RegionName'}), AllRegions: flag},
  run: ({RegionNames = enabled}) => {
    const unknown = RegionNames.find(name => !enabled.includes(name))
    if (unknown !== undefined) throw new AwsError('InvalidParameterValue', `Invalid region names: [${unknown}]`)
    const view = (regionName: string) => ({
      regionName,
      regionEndpoint: `ec2.${regionName}.amazonaws.com`,
      optInStatus: 'opt-in-not-required',
    })
    return {regionInfo: enabled.filter(name => RegionNames.includes(name)).map(view)}
  },
})
