/**
 * Handlers as people write them, retold from the kinds of public code that are named, and the findings in each: nothing, the
 * fault in the words of `found` (handlers.test.ts), or that it cannot be judged.
 */
export interface Handler {
  title: string
  /** The kind of public code that it retells. */
  seen: string
  /** The language, or the files of the package by their names; the handler is `index.handler` or `app.handler`. */
  files: Record<string, string>
  found: string[]
}

const js = (text: string): Record<string, string> => ({'index.js': text})
const mjs = (text: string): Record<string, string> => ({'index.mjs': text})
const py = (text: string): Record<string, string> => ({'app.py': text})

const loop = (identifier: string, catching = `failures.push({itemIdentifier: ${identifier}})`): string => `
exports.handler = async event => {
  const failures = []
  for (const record of event.Records) {
    try {
      await apply(record.dynamodb.NewImage)
    } catch (error) {
      console.error(error)
      ${catching}
    }
  }
  return {batchItemFailures: failures}
}`

const pythonLoop = (identifier: string): string => `
def handler(event, context):
    failures = []
    for record in event.get("Records", []):
        try:
            apply(record["dynamodb"]["NewImage"])
        except Exception:
            logger.exception("failed")
            failures.append({"itemIdentifier": ${identifier}})
    return {"batchItemFailures": failures}
`

/** Handlers whose identifiers are right, however they come by them. */
export const right: Handler[] = [
  {title: 'a loop', seen: 'public repositories', files: js(loop('record.dynamodb.SequenceNumber')), found: []},
  {
    title: 'optional chaining with a fallback',
    seen: 'TypeScript projects',
    files: js(loop("record.dynamodb?.SequenceNumber ?? ''")),
    found: [],
  },
  {
    title: 'the id of the event as a fallback that is never used',
    seen: 'TypeScript projects',
    files: js(loop('record.dynamodb?.SequenceNumber ?? record.eventID')),
    found: [],
  },
  {
    title: 'a variable',
    seen: 'AWS samples',
    files: js(
      loop(
        'sequenceNumber',
        'const sequenceNumber = record.dynamodb.SequenceNumber\n      failures.push({itemIdentifier: sequenceNumber})',
      ),
    ),
    found: [],
  },
  {
    title: 'destructuring in the loop',
    seen: 'public repositories',
    files: js(loop('SequenceNumber', 'const {dynamodb: {SequenceNumber}} = record\n      failures.push({itemIdentifier: SequenceNumber})')),
    found: [],
  },
  {
    title: 'renaming by destructuring',
    seen: 'public repositories',
    files: js(loop('id', 'const {SequenceNumber: id} = record.dynamodb\n      failures.push({itemIdentifier: id})')),
    found: [],
  },
  {
    title: 'the number first, then the work; the catch returns',
    seen: 'AWS samples',
    files: mjs(`
export const handler = async event => {
  let current = ''
  for (const record of event.Records) {
    try {
      current = record.dynamodb.SequenceNumber
      await apply(record)
    } catch (error) {
      return {batchItemFailures: [{itemIdentifier: current}]}
    }
  }
  return {batchItemFailures: []}
}`),
    found: [],
  },
  {
    title: 'a list of numbers that becomes objects at the end',
    seen: 'TypeScript libraries for streams',
    files: mjs(`
export const handler = async event => {
  const failed = []
  await Promise.all(event.Records.map(async record => {
    try { await apply(record) } catch (error) { failed.push(record.dynamodb.SequenceNumber) }
  }))
  return {batchItemFailures: failed.map(itemIdentifier => ({itemIdentifier}))}
}`),
    found: [],
  },
  {
    title: 'allSettled, whose results are read beside the records',
    seen: 'TypeScript libraries for streams',
    files: mjs(`
export const handler = async ({Records}) => {
  const results = await Promise.allSettled(Records.map(apply))
  const batchItemFailures = results.flatMap((result, i) => result.status === 'rejected' ? [{itemIdentifier: Records[i].dynamodb.SequenceNumber}] : [])
  return {batchItemFailures}
}`),
    found: [],
  },
  {
    title: 'a helper in the same file',
    seen: 'public repositories',
    files: js(`
const numberOf = record => record.dynamodb.SequenceNumber
const failure = id => ({itemIdentifier: id})
exports.handler = async event => {
  const batchItemFailures = []
  for (const record of event.Records) {
    try { await apply(record) } catch (e) { batchItemFailures.push(failure(numberOf(record))) }
  }
  return {batchItemFailures}
}`),
    found: [],
  },
  {
    title: 'a helper in another file',
    seen: 'TypeScript projects',
    files: {
      'index.js': `const {failureOf} = require('./lib/failure')
exports.handler = async event => {
  const batchItemFailures = []
  for (const record of event.Records) try { await apply(record) } catch (e) { batchItemFailures.push(failureOf(record)) }
  return {batchItemFailures}
}`,
      'lib/failure.js': 'exports.failureOf = record => ({itemIdentifier: record.dynamodb.SequenceNumber})',
    },
    found: [],
  },
  {
    title: 'a handler that is wrapped',
    seen: 'middy projects',
    files: mjs(`import middy from '@middy/core'
const work = async event => ({batchItemFailures: event.Records.filter(isBad).map(r => ({itemIdentifier: r.dynamodb.SequenceNumber}))})
export const handler = middy(work).use(logging())`),
    found: [],
  },
  {
    title: 'one handler for two sources',
    seen: 'libraries for several sources',
    files: mjs(`
export const handler = async event => {
  const batchItemFailures = []
  for (const record of event.Records) {
    try { await apply(record) } catch (error) {
      batchItemFailures.push({itemIdentifier: record.eventSource === 'aws:sqs' ? record.messageId : record.dynamodb.SequenceNumber})
    }
  }
  return {batchItemFailures}
}`),
    found: [],
  },
  {
    title: 'a handler of a queue in the same package',
    seen: 'packages with many handlers',
    files: {
      'index.js': loop('record.dynamodb.SequenceNumber'),
      'queue.js': loop('record.messageId'),
    },
    found: [],
  },
  {
    title: 'Powertools',
    seen: "Powertools' documentation",
    files: mjs(`import {BatchProcessor, EventType, processPartialResponse} from '@aws-lambda-powertools/batch'
const processor = new BatchProcessor(EventType.DynamoDBStreams)
const recordHandler = async record => { await apply(record) }
export const handler = async (event, context) => processPartialResponse(event, recordHandler, processor, {context})`),
    found: [],
  },
  {
    title: 'an error that is thrown on',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  try {
    for (const record of event.Records) await apply(record)
  } catch (error) {
    console.error('failed', error)
    throw error
  }
}`),
    found: [],
  },
  {
    title: 'a catch that keeps failures for a queue of its own',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  for (const record of event.Records) {
    try { await apply(record) } catch (error) {
      console.error(error)
      await sqs.send(new SendMessageCommand({QueueUrl, MessageBody: JSON.stringify(record)}))
    }
  }
}`),
    found: [],
  },
  {
    title: 'a catch for one error that is expected',
    seen: 'idempotent consumers',
    files: js(`
exports.handler = async event => {
  for (const record of event.Records) {
    try { await apply(record) } catch (error) {
      if (error.name !== 'ConditionalCheckFailedException') throw error
      console.log('seen before')
    }
  }
}`),
    found: [],
  },
  {
    title: 'a catch around an optional part',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  for (const record of event.Records) {
    let extra = {}
    try { extra = JSON.parse(record.dynamodb.NewImage.extra.S) } catch (error) { console.warn('no extra', error) }
    await apply(record, extra)
  }
}`),
    found: [],
  },
  {
    title: 'results that are looked at',
    seen: 'public repositories',
    files: js(`
const tried = async record => {
  try { await apply(record); return true } catch (error) { console.error(error); return false }
}
exports.handler = async event => {
  const batchItemFailures = []
  for (const record of event.Records) if (!(await tried(record))) batchItemFailures.push({itemIdentifier: record.dynamodb.SequenceNumber})
  return {batchItemFailures}
}`),
    found: [],
  },
  {
    title: 'errors that are counted and thrown together',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  let errors = 0
  for (const record of event.Records) {
    try { await apply(record) } catch (error) { console.error(error); errors++ }
  }
  if (errors > 0) throw new Error(errors + ' records failed')
}`),
    found: [],
  },
  {
    title: 'callbacks of the old kind',
    seen: 'Node.js handlers with callbacks',
    files: js(`
exports.handler = (event, context, callback) => {
  Promise.all(event.Records.map(apply)).then(() => callback(null, 'done')).catch(error => { console.error(error); callback(error) })
}`),
    found: [],
  },
  {title: 'Python: a loop', seen: 'public repositories', files: py(pythonLoop('record["dynamodb"]["SequenceNumber"]')), found: []},
  {title: 'Python: get', seen: 'public repositories', files: py(pythonLoop('record.get("dynamodb", {}).get("SequenceNumber")')), found: []},
  {
    title: 'Python: a comprehension',
    seen: 'public repositories',
    files: py(`
def handler(event, context):
    failed = [record for record in event["Records"] if not apply(record)]
    return {"batchItemFailures": [{"itemIdentifier": r["dynamodb"]["SequenceNumber"]} for r in failed]}
`),
    found: [],
  },
  {
    title: "Python: AWS's sample, which reads before it works",
    seen: 'AWS samples',
    files: py(`
def handler(event, context):
    number = ""
    for record in event.get("Records"):
        try:
            number = record["dynamodb"]["SequenceNumber"]
            apply(record)
        except Exception as e:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
`),
    found: [],
  },
  {
    title: 'Python: Powertools',
    seen: "Powertools' documentation",
    files: py(`
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
processor = BatchProcessor(event_type=EventType.DynamoDBStreams)

def record_handler(record):
    apply(record)

def handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
`),
    found: [],
  },
  {
    title: 'Python: errors that are expected are passed over, others are thrown',
    seen: 'idempotent consumers',
    files: py(`
def handler(event, context):
    for record in event["Records"]:
        try:
            apply(record)
        except table.meta.client.exceptions.ConditionalCheckFailedException:
            logger.info("seen before")
        except Exception:
            logger.exception("failed")
            raise
`),
    found: [],
  },
  {
    title: 'bundled and minified, CommonJS',
    seen: 'output of esbuild',
    files: js(
      'var a=Object.defineProperty;var y=(e,r)=>{for(var t in r)a(e,t,{get:r[t],enumerable:!0})},p=e=>a({},"__esModule",{value:!0});var h={};y(h,{handler:()=>f});module.exports=p(h);var c=async e=>{let{dynamodb:{NewImage:r}}=e;if(!r)throw new Error("no image");await fetch("https://x",{body:JSON.stringify(r)})};var f=async e=>{let r=[];for(let t of e.Records)try{await c(t)}catch(n){console.error(n),r.push({itemIdentifier:t.dynamodb?.SequenceNumber})}return{batchItemFailures:r}};0&&(module.exports={handler});',
    ),
    found: [],
  },
  {
    title: 'minified for an older target',
    seen: 'output of esbuild',
    files: js(
      'var l=(e,r)=>{for(var t in r)d(e,t,{get:r[t],enumerable:!0})};var c=(e,r,t)=>new Promise((n,o)=>{var m=a=>{try{i(t.next(a))}catch(s){o(s)}},p=a=>{try{i(t.throw(a))}catch(s){o(s)}},i=a=>a.done?n(a.value):Promise.resolve(a.value).then(m,p);i((t=t.apply(e,r)).next())});var I={};l(I,{handler:()=>g});module.exports=w(I);var y=e=>c(null,null,function*(){yield fetch("https://x",{body:JSON.stringify(e)})});var g=e=>c(null,null,function*(){var t;let r=[];for(let n of e.Records)try{yield y(n)}catch(o){console.error(o),r.push({itemIdentifier:(t=n.dynamodb)==null?void 0:t.SequenceNumber})}return{batchItemFailures:r}});0&&(module.exports={handler});',
    ),
    found: [],
  },
  {
    title: 'the first record tells the source, and all are processed',
    seen: 'handlers for several sources',
    files: js(`
exports.handler = async event => {
  if (event.Records[0].eventSource !== 'aws:dynamodb') throw new Error('not a stream')
  for (const record of event.Records) await apply(record)
}`),
    found: [],
  },
]

/** Handlers that are wrong, and their faults. */
export const wrong: Handler[] = [
  {title: 'the id of the event', seen: 'many public repositories', files: js(loop('record.eventID')), found: ['eventID 9']},
  {title: 'the id of a message of SQS', seen: 'handlers copied from SQS', files: js(loop('record.messageId')), found: ['messageId 9']},
  {
    title: 'the sequence number of Kinesis',
    seen: 'handlers copied from Kinesis',
    files: js(loop('record.kinesis.sequenceNumber')),
    found: ['kinesis.sequenceNumber 9'],
  },
  {
    title: 'a small letter',
    seen: 'copies of an old sample',
    files: js(loop('record.dynamodb.sequenceNumber')),
    found: ['dynamodb.sequenceNumber 9'],
  },
  {title: 'a key of the item', seen: 'public repositories', files: js(loop('record.dynamodb.Keys.id.S')), found: ['dynamodb.Keys.id.S 9']},
  {title: 'an empty text', seen: 'public repositories', files: js(loop("''")), found: ['"" 9']},
  {title: 'a key that no record has', seen: 'public repositories', files: js(loop('record.eventId')), found: ['eventId 9']},
  {
    title: 'two that no record has, then the id of the event',
    seen: 'handlers for several sources',
    files: js(loop('record.messageId ?? record.eventID')),
    found: ['eventID 9'],
  },
  {
    title: 'a variable that has the id of the event',
    seen: 'public repositories',
    files: js(loop('id', 'const id = record.eventID\n      failures.push({itemIdentifier: id})')),
    found: ['eventID 10'],
  },
  {
    title: 'destructuring',
    seen: 'public repositories',
    files: js(loop('eventID', 'const {eventID} = record\n      failures.push({itemIdentifier: eventID})')),
    found: ['eventID 10'],
  },
  {
    title: 'a function that gets the identifier',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  const batchItemFailures = []
  const fail = id => batchItemFailures.push({itemIdentifier: id})
  for (const record of event.Records) try { await apply(record) } catch (e) { fail(record.eventID) }
  return {batchItemFailures}
}`),
    found: ['eventID 4'],
  },
  {
    title: 'a list of ids that becomes objects at the end',
    seen: 'TypeScript projects',
    files: mjs(`
export const handler = async event => {
  const failed = []
  for (const record of event.Records) {
    const result = await apply(record).catch(() => null)
    if (result === null) failed.push(record.eventID)
  }
  return {batchItemFailures: failed.map(id => ({itemIdentifier: id}))}
}`),
    found: ['eventID 8'],
  },
  {
    title: 'typed source, with a fragment of it',
    seen: 'TypeScript projects',
    files: {
      'index.ts':
        'for (const record of event.Records as DynamoDBRecord[]) {\n  failures.push({ itemIdentifier: record.eventID! })\n}\nreturn { batchItemFailures: failures satisfies Failure[] }',
    },
    found: ['eventID 2', 'not judged'],
  },
  {
    title: 'the number is read after the work',
    seen: "variants of AWS's sample",
    files: mjs(`
export const handler = async event => {
  let current = ''
  for (const record of event.Records) {
    try {
      await apply(record)
      current = record.dynamodb.SequenceNumber
    } catch (error) {
      return {batchItemFailures: [{itemIdentifier: current}]}
    }
  }
  return {batchItemFailures: []}
}`),
    found: ['late 9'],
  },
  {
    title: 'Powertools for a queue',
    seen: "Powertools' documentation, copied",
    files: mjs(`import {BatchProcessor, EventType, processPartialResponse} from '@aws-lambda-powertools/batch'
const processor = new BatchProcessor(EventType.SQS)
export const handler = async (event, context) => processPartialResponse(event, apply, processor, {context})`),
    found: ['EventType.SQS 2'],
  },
  {
    title: 'a catch around all that logs',
    seen: 'many public repositories',
    files: js(`
exports.handler = async event => {
  try {
    for (const record of event.Records) await apply(record)
  } catch (error) {
    console.error('failed', error)
  }
}`),
    found: ['catch 5'],
  },
  {
    title: 'a catch around all that returns a status of HTTP',
    seen: 'handlers copied from APIs',
    files: js(`
exports.handler = async event => {
  try {
    await Promise.all(event.Records.map(apply))
    return {statusCode: 200}
  } catch (error) {
    console.error(error)
    return {statusCode: 500, body: JSON.stringify({message: error.message})}
  }
}`),
    found: ['catch 6'],
  },
  {
    title: 'a catch of each record that logs',
    seen: 'many public repositories',
    files: js(loop('', '')),
    found: ['catch 7'],
  },
  {
    title: 'a function of one record that logs its error',
    seen: 'public repositories',
    files: js(`
const processRecord = async record => {
  try {
    await apply(record.dynamodb)
  } catch (error) {
    logger.error({error}, 'failed')
  }
}
exports.handler = async event => {
  await Promise.all(event.Records.map(processRecord))
}`),
    found: ['catch 5'],
  },
  {
    title: 'a promise whose error is logged',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  await Promise.all(event.Records.map(record => apply(record).catch(console.error)))
}`),
    found: ['promise 3'],
  },
  {
    title: 'allSettled, and nobody looks',
    seen: 'public repositories',
    files: js(`
exports.handler = async event => {
  await Promise.allSettled(event.Records.map(async record => { await apply(record) }))
  return {batchItemFailures: []}
}`),
    found: ['settled 3'],
  },
  {
    title: 'work in forEach that nobody waits for',
    seen: 'many public repositories',
    files: js(`
exports.handler = async event => {
  event.Records.forEach(async record => { await apply(record) })
  return 'ok'
}`),
    found: ['not-awaited 3'],
  },
  {
    title: 'a catch with callback(null)',
    seen: 'Node.js handlers with callbacks',
    files: js(`
exports.handler = async (event, context, callback) => {
  try {
    for (const record of event.Records) await apply(record)
    callback(null, 'done')
  } catch (error) {
    console.log(error)
    callback(null, 'failed')
  }
}`),
    found: ['catch 6'],
  },
  {
    title: 'the first record alone',
    seen: 'many public repositories',
    files: js(`
exports.handler = async event => {
  console.log(JSON.stringify(event))
  const image = event.Records[0].dynamodb.NewImage
  await apply(image)
}`),
    found: ['first 4'],
  },
  {
    title: 'the first record alone, by destructuring',
    seen: 'public repositories',
    files: mjs(`
export const handler = async event => {
  const [record] = event.Records
  await apply(record)
}`),
    found: ['first 3'],
  },
  {
    title: 'the first record alone, where there are any',
    seen: 'public repositories',
    files: mjs(`
export const handler = async (event) => {
  if (!event.Records || !event.Records[0]) return
  const record = event.Records[0]
  await apply(unmarshall(record.dynamodb.NewImage))
}`),
    found: ['first 3'],
  },
  {
    title: 'bundled and minified: the id of the event',
    seen: 'output of esbuild',
    files: mjs(
      'var o=async t=>{let{dynamodb:{NewImage:r}}=t;if(!r)throw new Error("no image");await fetch("https://x",{body:JSON.stringify(r)})};var i=async t=>{let r=[];for(let e of t.Records)try{await o(e)}catch(n){console.error(n),r.push({itemIdentifier:e.eventID})}return{batchItemFailures:r}};export{i as handler};',
    ),
    found: ['eventID 1'],
  },
  {
    title: 'bundled and minified: a catch that logs',
    seen: 'output of esbuild',
    files: js(
      'var p=(o,r)=>{for(var e in r)t(o,e,{get:r[e],enumerable:!0})};var f={};p(f,{handler:()=>m});module.exports=l(f);var c=async o=>{await fetch("https://x",{body:JSON.stringify(o)})};var m=async o=>{try{await Promise.all(o.Records.map(r=>c(r)))}catch(r){console.error("failed",r)}};0&&(module.exports={handler});',
    ),
    found: ['catch 1'],
  },
  {
    title: 'minified for an older target: a catch that logs',
    seen: 'output of esbuild',
    files: js(
      'var w=(o,r)=>{for(var a in r)i(o,a,{get:r[a],enumerable:!0})};var c=(o,r,a)=>new Promise((n,e)=>{s((a=a.apply(o,r)).next())});var N={};w(N,{handler:()=>b});module.exports=x(N);var p=o=>c(null,null,function*(){yield fetch("https://x",{body:JSON.stringify(o)})});var b=o=>c(null,null,function*(){try{yield Promise.all(o.Records.map(r=>p(r)))}catch(r){console.error("failed",r)}});0&&(module.exports={handler});',
    ),
    found: ['catch 1'],
  },
  {
    title: 'compiled to ES5: the id of the event, and a try that is no longer one',
    seen: 'output of tsc',
    files: js(`"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
var apply_1 = require("./apply");
var handler = function (event) { return __awaiter(void 0, void 0, void 0, function () {
    var batchItemFailures, _i, _a, record, error_1;
    return __generator(this, function (_b) {
        switch (_b.label) {
            case 0:
                batchItemFailures = [];
                _i = 0, _a = event.Records;
                _b.label = 1;
            case 1:
                if (!(_i < _a.length)) return [3 /*break*/, 6];
                record = _a[_i];
                _b.label = 2;
            case 2:
                _b.trys.push([2, 4, , 5]);
                return [4 /*yield*/, (0, apply_1.apply)(record)];
            case 4:
                error_1 = _b.sent();
                batchItemFailures.push({ itemIdentifier: record.eventID });
                return [3 /*break*/, 5];
            case 6: return [2 /*return*/, { batchItemFailures: batchItemFailures }];
        }
    });
}); };
exports.handler = handler;`),
    found: ['eventID 22', 'not judged'],
  },
  {
    title: 'Python: the id of the event',
    seen: 'many public repositories',
    files: py(pythonLoop('record["eventID"]')),
    found: ['eventID 9'],
  },
  {
    title: 'Python: the id of a message',
    seen: 'handlers copied from SQS',
    files: py(pythonLoop('record["messageId"]')),
    found: ['messageId 9'],
  },
  {
    title: 'Python: a small letter',
    seen: 'copies of an old sample',
    files: py(pythonLoop('record["dynamodb"]["sequenceNumber"]')),
    found: ['dynamodb.sequenceNumber 9'],
  },
  {title: 'Python: get', seen: 'public repositories', files: py(pythonLoop('record.get("eventID")')), found: ['eventID 9']},
  {
    title: 'Python: the number is read after the work',
    seen: "variants of AWS's sample",
    files: py(`
def handler(event, context):
    number = ""
    for record in event["Records"]:
        try:
            apply(record)
            number = record["dynamodb"]["SequenceNumber"]
        except Exception as e:
            print(e)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
`),
    found: ['late 10'],
  },
  {
    title: 'Python: a catch around another handler',
    seen: "Amplify's search",
    files: py(`
import traceback

def handler(event, context):
    try:
        return process(event, context)
    except Exception:
        logger.error(traceback.format_exc())
        return None
`),
    found: ['catch 7', 'not judged'],
  },
  {
    title: 'Python: a bare except for each record',
    seen: 'many public repositories',
    files: py(`
def handler(event, context):
    for record in event['Records']:
        try:
            apply(record)
        except:
            print('failed')
            continue
    return {'statusCode': 200}
`),
    found: ['catch 6'],
  },
  {
    title: 'Python: the first record alone',
    seen: 'public repositories',
    files: py(`
def handler(event, context):
    print(event)
    image = event["Records"][0]["dynamodb"]["NewImage"]
    apply(image)
`),
    found: ['first 4'],
  },
  {
    title: 'Python: an empty list from a catch',
    seen: 'public repositories',
    files: py(`
def handler(event, context):
    try:
        for record in event["Records"]:
            apply(record)
    except Exception as error:
        logger.exception("failed: %s", error)
        return {"batchItemFailures": []}
    return {"batchItemFailures": []}
`),
    found: ['catch 6'],
  },
  {
    title: 'Python: a processor for Kinesis',
    seen: "Powertools' documentation, copied",
    files: py(`
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, batch_processor
processor = BatchProcessor(event_type=EventType.KinesisDataStreams)

@batch_processor(record_handler=apply, processor=processor)
def handler(event, context):
    return processor.response()
`),
    found: ['EventType.KinesisDataStreams 3'],
  },
]

/** Handlers that cannot be judged by their source alone. */
export const unjudged: Handler[] = [
  {
    title: 'an identifier from a library',
    seen: 'public repositories',
    files: js(loop('identify(record)').replace('exports', "const {identify} = require('our-streams')\nexports")),
    found: ['not judged'],
  },
  {
    title: 'a handler from a library',
    seen: 'companies with a library',
    files: js("module.exports = require('our-streams').make(require('our-work'))"),
    found: ['not judged'],
  },
  {
    title: 'a handler that returns the result of a library',
    seen: 'companies with a library',
    files: js("const {run} = require('our-streams')\nexports.handler = async event => run(event, apply)"),
    found: ['not judged'],
  },
  {title: 'a handler that is not in the package', seen: 'layers', files: {'lib/other.js': 'exports.a = 1'}, found: ['not judged']},
  {
    title: 'a text that is broken',
    seen: 'half an upload',
    files: js('exports.handler = async event => { for (const record of event.Records) { try { await apply(record'),
    found: ['not judged'],
  },
]
