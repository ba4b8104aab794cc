// Writes schemas/: the JSON Schema of every JSON that a command prints or reads.

import {z} from 'zod'
import {baselineSchema} from '../src/config/baseline.ts'
import {configSchema} from '../src/config/schema.ts'
import {knownNames} from '../src/diagnosis/diagnose.ts'
import {evidenceSchema} from '../src/model/evidence/evidence-schema.ts'
import {printedSchemas, schemaId} from '../src/model/json-schemas.ts'
import {changeSchema, historySchema, undoSchema} from '../src/model/plan/change-report-schema.ts'
import {operationSchema} from '../src/model/plan/plan-schema.ts'
import {reportSchema} from '../src/model/report/report-schema.ts'
import {coldStartsSchema} from '../src/model/views/cold-starts-schema.ts'
import {concurrencySchema} from '../src/model/views/concurrency-schema.ts'
import {configCheckSchema, configShowSchema} from '../src/model/views/configuration-schema.ts'
import {functionErrorsSchema} from '../src/model/views/function-errors-schema.ts'
import {mappingsSchema} from '../src/model/views/mappings-schema.ts'
import {iteratorAgeSchema, pipelineLagSchema} from '../src/model/watch/iterator-age-schema.ts'
import {emit} from './generated.ts'

const incident = z.object({id: z.string(), story: z.string()})

const errorSchema = z.object({
  error: z.object({code: z.string().regex(/^E_[A-Z_]+$/), message: z.string(), hints: z.array(z.string())}),
})

const labListSchema = z.object({incidents: z.array(incident)})

const labStartSchema = z.object({
  endpoint: z.string(),
  region: z.string(),
  account: z.string(),
  function: z.string(),
  table: z.string(),
  mapping: z.string().describe('the UUID of the event source mapping'),
  queueUrl: z.string().describe('a queue that can serve as on-failure destination'),
})

const labDescribeSchema = z.object({
  incident: z.string(),
  story: z.string(),
  truth: z.looseObject({
    cause: z.string().nullable().describe('the cause that a diagnosis should put first'),
    causes: z.array(z.string()).describe('all that do harm, the worst first'),
  }),
  fix: z.unknown().describe('the change that ends it'),
})

const policySchema = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.array(z.object({Effect: z.literal('Allow'), Action: z.array(z.string()), Resource: z.string()})),
})

const serveSchema = z.object({url: z.string().describe('where the metrics are')})

const initSchema = z.object({file: z.string()})

const schemas = {
  report: [reportSchema, 'Output of `doctor --json`'],
  evidence: [evidenceSchema, 'Evidence file of `doctor --save` and `doctor --from`'],
  config: [configSchema(knownNames), 'ddbstream.config.yaml or .json'],
  'config-check': [configCheckSchema, 'Output of `config check --json`'],
  'config-show': [configShowSchema, 'Output of `config show --json`'],
  baseline: [baselineSchema, 'Output of `doctor --baseline FILE --update-baseline`'],
  policy: [policySchema, 'Output of `policy`: an IAM policy'],
  serve: [serveSchema, 'The line that `serve --json` prints when it is ready'],
  init: [initSchema, 'Output of `init --json`'],
  'iterator-age': [iteratorAgeSchema, 'The JSON of `iterator-age --json`: one sample. With --watch, a line for each sample'],
  'iterator-age-notification': [
    pipelineLagSchema,
    'The pipeline that a notification of `iterator-age --watch --notify` gets on its standard input',
  ],
  mappings: [mappingsSchema, 'Output of `mappings --json`'],
  concurrency: [concurrencySchema, 'Output of `concurrency --json`'],
  change: [changeSchema, 'Output of `restart`, `remap`, `configure` and `alarms` under --json'],
  undo: [undoSchema, 'Output of `undo --json`'],
  history: [historySchema, 'Output of `history --json`'],
  operation: [operationSchema, 'One file of the journal'],
  'cold-starts': [coldStartsSchema, 'Output of `cold-starts --json`'],
  errors: [functionErrorsSchema, 'Output of `errors --json`'],
  error: [errorSchema, 'Output of every command under --json when it fails'],
  'lab-list': [labListSchema, 'Output of `lab list --json`'],
  'lab-start': [labStartSchema, 'The line that `lab start --json` prints when it is ready'],
  'lab-describe': [labDescribeSchema, 'Output of `lab describe INCIDENT --json`'],
} as const

const files = Object.entries(schemas).map(([name, [schema, title]]) => {
  const {$schema, ...rest} = z.toJSONSchema(schema, {reused: 'ref'})
  const id = schemaId(name)
  const isPrinted = printedSchemas.some(one => one === name)
  const properties = isPrinted ? {properties: {$schema: {const: id}, ...rest.properties}} : {}
  return [`schemas/${name}.schema.json`, `${JSON.stringify({$schema, $id: id, title, ...rest, ...properties}, null, 2)}\n`]
})
emit(Object.fromEntries(files), 'npm run schemas')
