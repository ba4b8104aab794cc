import {unusedSnapstartVersions} from '../../../src/checks/cold-starts/unused-snapstart-versions.ts'
import type {Versions} from '../../../src/model/evidence/evidence.ts'
import {functionVersion, mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const version = (number: string, given: Partial<Versions[number]> = {}) =>
  functionVersion(number, {runtime: 'python3.13', snapStart: 'On', ...given})
const onAlias = {mapping: mapping({qualifier: 'live'})}
const live = version('7', {hasAlias: true})

testCheck(unusedSnapstartVersions, {
  with: {...onAlias, versions: [live]},
  fail: [
    [
      'an old version of Python',
      {versions: [version('6'), live]},
      {versions: ['6']},
      {
        command: /^aws lambda delete-function --region us-east-1 --function-name orders-projector --qualifier 6$/,
        sentence: /1 version with a snapshot \(6\).*\$1\.95 a month/,
      },
    ],
    [
      '93 of half a GB',
      {versions: Array.from({length: 93}, (_, i) => version(String(i + 1)))},
      {},
      {sentence: /93 versions .*\$181\.35 a month/},
    ],
    ['.NET', {versions: [version('6', {runtime: 'dotnet8'})]}],
    ['one beside that of the mapping', {mapping: mapping({qualifier: '7'}), versions: [version('6'), version('7')]}, {versions: ['6']}],
  ],
  pass: [
    ['Java, whose snapshots are free', {versions: [version('6', {runtime: 'java21'})]}],
    ['no snapshot', {versions: [version('6', {snapStart: 'Off'})]}],
    ['the version of the mapping', {mapping: mapping({qualifier: '7'}), versions: [version('7')]}],
    ['the version of another mapping', {...onAlias, versions: [version('6')], siblings: [mapping({uuid: 'other', qualifier: '6'})]}],
    ['an image, whose language is not told', {versions: [version('6', {runtime: null})]}],
  ],
  unknownWithout: [['versions'], ['mapping']],
})
