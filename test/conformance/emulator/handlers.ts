import {strToU8, zipSync} from 'fflate'
import type {Code} from './stage.ts'

export type Runtime = 'nodejs22.x' | 'python3.13'

/** The total of an order that the code cannot read. */
export const badTotal = '12,50'

/** DELIVERIES names the handler's own log. While the file GATE exists, the handler waits, and says so in GATE.waiting. */
const javascript = (copes: boolean): string => `
const {appendFileSync, existsSync, writeFileSync} = require('node:fs')
const {DELIVERIES, GATE} = process.env
exports.handler = async (event, {functionVersion: version}) => {
  while (existsSync(GATE)) {
    writeFileSync(GATE + '.waiting', '')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const images = event.Records.map(({dynamodb}) => dynamodb.NewImage)
  const bad = ${copes} ? undefined : images.find(({total}) => total.S === '${badTotal}')
  const sequenceNumbers = event.Records.map(({dynamodb}) => dynamodb.SequenceNumber)
  appendFileSync(DELIVERIES, JSON.stringify({sequenceNumbers, version, ended: bad ? 'threw' : 'returned', atMs: Date.now()}) + '\\n')
  if (bad) throw new TypeError('Cannot read the total ' + bad.total.S)
}
`

const python = (copes: boolean): string => `
import json, os, time
def handler(event, context):
    gate = os.environ['GATE']
    while os.path.exists(gate):
        open(gate + '.waiting', 'w').close()
        time.sleep(0.01)
    records = [record['dynamodb'] for record in event['Records']]
    bad = None if ${copes ? 'True' : 'False'} else next((one for one in records if one['NewImage']['total']['S'] == '${badTotal}'), None)
    line = {'sequenceNumbers': [one['SequenceNumber'] for one in records], 'version': context.function_version,
            'ended': 'threw' if bad else 'returned', 'atMs': int(time.time() * 1000)}
    with open(os.environ['DELIVERIES'], 'a') as log:
        log.write(json.dumps(line) + '\\n')
    if bad:
        raise ValueError('Cannot read the total ' + bad['NewImage']['total']['S'])
`

/** The package of a function, as Lambda takes it. */
export const packageOf = (runtime: Runtime, code: Code): Uint8Array =>
  zipSync(runtime === 'nodejs22.x' ? {'index.js': strToU8(javascript(code === 'copes'))} : {'index.py': strToU8(python(code === 'copes'))})
