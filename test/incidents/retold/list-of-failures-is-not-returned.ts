import {strToU8, zipSync} from 'fflate'
import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly, lively} from '../shapes.ts'

const code = `import {priceOf} from './prices.mjs'

async function processAll(records) {
  const batchItemFailures = []
  for (const record of records) {
    try {
      await priceOf(record.dynamodb.NewImage)
    } catch (error) {
      console.error('record failed', record.dynamodb.SequenceNumber, error)
      batchItemFailures.push({itemIdentifier: record.dynamodb.SequenceNumber})
      break
    }
  }
  return {batchItemFailures}
}

export const handler = async event => {
  await processAll(event.Records)
}
`

export default defineRetold({
  id: 'list-of-failures-is-not-returned',
  story:
    'The mapping reads partial batch responses, and a function of the handler makes the list of the failures. The handler itself returns nothing, which is a full success: of one batch in six the record that fails and all behind it are passed over. No metric shows it. Looked at with --deep and --inspect-code.',
  source: {
    report:
      'aws-samples/aws-serverless-workshops#332 (the function runs once and nothing is retried: the failures are not returned by the main handler)',
    rule: 'Lambda Developer Guide, "services-ddb-batchfailurereporting": a null or an empty response is a full success',
  },
  truth: {
    causes: [null, 'silent-loss', 'swallowed-errors'],
    not: ['poison-record', 'failing-function', 'slow-handler', 'insufficient-throughput', 'hot-partition'],
    states: ['ok', 'losing'],
    says: /ProductNotFound|no product|record failed/,
  },
  deep: true,
  inspectCode: true,
  world: pipeline({
    shards: 2,
    function: {Runtime: 'nodejs22.x', MemorySize: 256},
    mapping: {BatchSize: 20},
    traffic: {
      invocations: about(54),
      durations: evenly(40, 390),
      concurrency: always(2),
      writes: about(410, 2),
      reads: about(474, 8, 0.01),
      ages: lively(),
    },
    log: {
      memoryMb: 256,
      usedMb: 88,
      handled: always(9),
      failing: ({at, id, nth}) => [
        `${at}\t${id}\tERROR\trecord failed 41178000000000${300_000 + nth} ProductNotFound: no product for sku "SET-${nth}"\n    at priceOf (file:///var/task/prices.mjs:9:11)\n    at processAll (file:///var/task/index.mjs:7:7)`,
      ],
    },
    world: {
      code: () =>
        zipSync({
          'index.mjs': strToU8(code),
          'prices.mjs': strToU8(
            "const known = new Map()\n\nexport async function priceOf(image) {\n  const price = known.get(image.sku.S)\n  if (price === undefined) throw Object.assign(new Error('no product for sku ' + image.sku.S), {name: 'ProductNotFound'})\n  return price\n}\n",
          ),
        }),
    },
  }),
})
