import {option} from '../text/shell.ts'

/** ` --region R` for a command about the thing with this ARN, or nothing where the ARN names no region. */
export function regionFlag(arn: string): string {
  const region = arn.split(':')[3]
  return region ? option('region', region) : ''
}
