import type {Answer} from '../../simulation/function/behaviour.ts'

/** The visible part of a handler's way with failed records. */
export interface Handling {
  /** Catches the error of a record, and reports it; otherwise the error ends the invocation. */
  reports: boolean
  /** Has an answer in the shape of a partial batch response, at all. */
  answers: boolean
  /** In which words. */
  answer: Answer
}

/** Key and value of an item, as an expression of either language; null where none is put into the list. */
const itemOf: Readonly<Record<Answer, ((sequenceNumber: string, eventId: string) => [string, string]) | null>> = {
  right: sequenceNumber => ['itemIdentifier', sequenceNumber],
  'unknown inner key': sequenceNumber => ['recordId', sequenceNumber],
  'unknown outer key': sequenceNumber => ['itemIdentifier', sequenceNumber],
  'empty identifier': () => ['itemIdentifier', "''"],
  'identifier of another batch': (_, eventId) => ['itemIdentifier', eventId],
  'only logged': null,
  'first record alone': null,
}

export const outerKeyOf = (answer: Answer): string => (answer === 'unknown outer key' ? 'batchItemFailure' : 'batchItemFailures')

function nodeSource(handler: string, {reports, answers, answer}: Handling): string {
  const item = itemOf[answer]?.('record.dynamodb.SequenceNumber', 'record.eventID')
  const push = item ? `\n      failures.push({${item[0]}: ${item[1]}})` : ''
  const work = reports
    ? `    try {
      await project(record)
    } catch (error) {
      console.error(error)${push}
    }`
    : '    await project(record)'
  const all = `  for (const record of event.Records) {
${work}
  }`
  return `const {project} = require('./project')

exports.${handler} = async event => {
${answers ? '  const failures = []\n' : ''}${answer === 'first record alone' ? '  await project(event.Records[0])' : all}
${answers ? `  return {${outerKeyOf(answer)}: failures}\n` : ''}}
`
}

function pythonSource(handler: string, {reports, answers, answer}: Handling): string {
  const item = itemOf[answer]?.("record['dynamodb']['SequenceNumber']", "record['eventID']")
  const append = item ? `\n            failures.append({'${item[0]}': ${item[1]}})` : ''
  const work = reports
    ? `        try:
            project(record)
        except Exception as error:
            print(error)${append}`
    : '        project(record)'
  const all = `    for record in event['Records']:
${work}`
  return `from project import project


def ${handler}(event, context):
${answers ? '    failures = []\n' : ''}${answer === 'first record alone' ? "    project(event['Records'][0])" : all}
${answers ? `    return {'${outerKeyOf(answer)}': failures}\n` : ''}`
}

/**
 * The handler of a function as its team would have written it, and the name of its file. It shows how the code answers for failed
 * records, and not why they fail.
 */
export function handlerSource(runtime: string, handler: string, handling: Handling): {name: string; text: string} {
  const dot = handler.lastIndexOf('.')
  const [file, name] = [handler.slice(0, dot), handler.slice(dot + 1)]
  return runtime.startsWith('python')
    ? {name: `${file}.py`, text: pythonSource(name, handling)}
    : {name: `${file}.js`, text: nodeSource(name, handling)}
}

/** The work of the handler on a record; in the folder of the handler. */
export function workSource(runtime: string, handler: string): {name: string; text: string} {
  const folder = handler.slice(0, handler.lastIndexOf('/') + 1)
  return runtime.startsWith('python')
    ? {
        name: `${folder}project.py`,
        text: `import json
import os

import boto3

table = boto3.resource('dynamodb').Table(os.environ['TABLE_NAME'])


def project(record):
    order = table.get_item(Key=record['dynamodb']['Keys']).get('Item')
    print(json.dumps({'projected': order is not None}))
`,
      }
    : {
        name: `${folder}project.js`,
        text: `const {DynamoDBClient, GetItemCommand} = require('@aws-sdk/client-dynamodb')

const client = new DynamoDBClient()

exports.project = async ({dynamodb}) => {
  const {Item} = await client.send(new GetItemCommand({TableName: process.env.TABLE_NAME, Key: dynamodb.Keys}))
  console.log(JSON.stringify({projected: Item !== undefined}))
}
`,
      }
}
