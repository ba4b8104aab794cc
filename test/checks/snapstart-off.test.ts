import {snapstartOff} from '../../src/checks/snapstart-off.ts'
import {logReports} from '../support/asked.ts'
import {lambdaFunction, mapping} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

const cold = {logReports: logReports({invocations: 100, coldStarts: 30})}
const runtime = (name: string, given = {}) => ({...cold, function: lambdaFunction({runtime: name, ...given})})

testCheck(snapstartOff, {
  with: cold,
  fail: [
    ['Python 3.13', runtime('python3.13'), {qualified: false}],
    ['Java 21 behind an alias', {...runtime('java21'), mapping: mapping({qualifier: 'live'})}, {qualified: true}],
    ['.NET 8', runtime('dotnet8')],
  ],
  pass: [
    ['switched on', runtime('java21', {snapStart: 'On'})],
    ['Python 3.11', runtime('python3.11')],
    ['Java 8', runtime('java8.al2')],
    ['a container image', runtime('java21', {packageType: 'Image'})],
    ['an image without a runtime', {...cold, function: lambdaFunction({runtime: null, packageType: 'Image'})}],
    ['a runtime without it, and no log group', {...runtime('nodejs22.x'), logReports: null}],
    ['few cold starts', {...runtime('java21'), logReports: logReports()}],
  ],
  undecidable: [
    ['no log group', {...runtime('java21'), logReports: null}],
    ['no invocation in the log', {...runtime('java21'), logReports: logReports({invocations: 0, coldStarts: 0})}],
  ],
  unknownWithout: [['logReports'], ['function'], ['mapping']],
})
