import {failingFunction} from '../../../src/causes/failing-function.ts'
import {causeTable, failing, logged} from '../../support/cause-table.ts'

const weights = (weights: Record<string, number>) => ({alias: {name: 'live', functionVersion: '7', weights}})

causeTable(
  failingFunction,
  'a version behind an alias',
  {...failing({scope: 'passing', share: 0.1, errors: 60}), mapping: {qualifier: 'live'}, ...weights({'8': 0.1})},
  0.8,
  [
    ['half of its share fails', {failures: {share: 0.05}}, 0.8],
    ['less fails', {failures: {share: 0.049}}, 'ruled-out'],
    ['one and a half of its share fails', {failures: {share: 0.15}}, 0.8],
    ['more fails', {failures: {share: 0.151}}, 'ruled-out'],
    ['the log names an error', {failures: {logged: logged()}}, 0.8],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 0.8],
    ['the alias has no weights', {alias: {name: 'live', functionVersion: '7', weights: null as never}}, 'ruled-out'],
    ['the alias does not exist', {alias: null as never}, 'ruled-out'],
    ['the alias was not read', {alias: 'skipped'}, 'open'],
    ['no qualifier', {mapping: {qualifier: null}}, 'ruled-out'],
    ['the newest code', {mapping: {qualifier: '$LATEST'}}, 'ruled-out'],
    ['a version', {mapping: {qualifier: '8'}}, 'ruled-out'],
    ['an alias that begins with a number', {mapping: {qualifier: '8b'}}, 0.8],
    ['the mapping is not known', {mapping: 'denied'}, 'ruled-out'],
  ],
)
