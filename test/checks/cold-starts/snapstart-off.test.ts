import {snapstartOff} from '../../../src/checks/cold-starts/snapstart-off.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'
import {logReports} from '../../support/on-demand.ts'
import {testCheck} from '../../support/test-check.ts'

const cold = {logReports: logReports({invocations: 100, coldStarts: 30})}
const runtime = (name: string, given = {}) => ({...cold, function: lambdaFunction({runtime: name, ...given})})

testCheck(snapstartOff, {
  with: cold,
  fail: [
    ['Python 3.13', runtime('python3.13'), {qualified: false}],
    ['Java 21 behind an alias', {...runtime('java21'), mapping: mapping({qualifier: 'live'})}, {qualified: true}],
    ['.NET 8', runtime('dotnet8')],
    ['512 MB of /tmp', runtime('java21', {temporaryStorageMb: 512})],
    ['no provisioned concurrency', {...runtime('java21'), provisionedConcurrency: []}],
  ],
  pass: [
    ['switched on', runtime('java21', {snapStart: 'On'})],
    ['Python 3.11', runtime('python3.11')],
    ['Java 8', runtime('java8.al2')],
    ['an image that starts warm', {function: lambdaFunction({runtime: null, packageType: 'Image'}), logReports: logReports()}],
    ['a Region without it', runtime('java21', {functionArn: 'arn:aws:lambda:ap-southeast-6:123456789012:function:orders-projector'})],
    ['a file system', runtime('java21', {fileSystems: ['arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1']})],
    ['more than 512 MB of /tmp', runtime('java21', {temporaryStorageMb: 513})],
    ['tenant isolation', runtime('java21', {tenantIsolation: true})],
    ['managed instances', runtime('java21', {managedInstances: true})],
    [
      'provisioned concurrency',
      {
        ...runtime('java21'),
        provisionedConcurrency: [{qualifier: 'live', requested: 1, available: 1, allocated: 1, status: 'READY'}],
      },
    ],
    ['a runtime without it, and no log group', {...runtime('nodejs22.x'), logReports: null}],
    ['few cold starts', {...runtime('java21'), logReports: logReports()}],
  ],
  undecidable: [
    ['an image', {...cold, function: lambdaFunction({runtime: null, packageType: 'Image'})}],
    ['no log group', {...runtime('java21'), logReports: null}],
    ['no invocation in the log', {...runtime('java21'), logReports: logReports({invocations: 0, coldStarts: 0})}],
  ],
  unknownWithout: [['logReports'], ['function'], ['mapping']],
})
