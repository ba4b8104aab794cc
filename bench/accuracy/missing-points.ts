import type {OpenLab} from '../../packages/lab/src/entrance.ts'

type Handler = OpenLab['requestHandler']

interface Results {
  MetricDataResults?: {Id: string; Label: string; Timestamps: number[]; Values: number[]}[]
}

/** A number in [0, 1) that depends on the text alone (FNV-1a, mixed): a point that is missing stays so in every look. */
function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

function thinned(results: Results, share: number, seed: number): Results {
  return {
    ...results,
    MetricDataResults: (results.MetricDataResults ?? []).map(one => {
      const kept = one.Timestamps.map(at => chance(`${seed} ${one.Id} ${one.Label} ${at}`) >= share)
      return {...one, Timestamps: one.Timestamps.filter((_, i) => kept[i]), Values: one.Values.filter((_, i) => kept[i])}
    }),
  }
}

/** A lab whose CloudWatch lacks this share of its datapoints, each series its own. */
export function withMissingPoints(lab: OpenLab, share: number, seed: number): OpenLab {
  const handle: Handler['handle'] = async (request, options) => {
    const answer = await lab.requestHandler.handle(request, options)
    const isMetricData = request.headers['x-amz-target']?.endsWith('.GetMetricData')
    if (!isMetricData || answer.response.statusCode !== 200) return answer
    const results = JSON.parse(new TextDecoder().decode(answer.response.body)) as Results
    const body = new TextEncoder().encode(JSON.stringify(thinned(results, share, seed)))
    return {response: {...answer.response, body}}
  }
  return {...lab, requestHandler: {...lab.requestHandler, handle}}
}
