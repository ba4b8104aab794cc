import {expect, test} from 'vitest'
import {labReady} from '../../../src/reports/views/lab.ts'

test('the exported variables serve the SDKs and both versions of the AWS CLI', () => {
  const lab = {endpoint: 'http://127.0.0.1:4566', region: 'us-east-1', function: 'orders-projector'}
  const style = {columns: 80, colour: false, unicode: true, verbose: false}
  const text = labReady(lab, {incident: 'healthy', seed: 1, story: 'Nothing happened.'}, style)
  expect(text).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:4566\n')
  // Version 1 of the AWS CLI does not read AWS_REGION.
  expect(text).toContain('export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1\n')
})
