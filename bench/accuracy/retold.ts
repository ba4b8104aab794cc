import {type Grade, grade} from '../../test/incidents/grade.ts'
import {retoldIncidents} from '../../test/incidents/index.ts'

/**
 * Ring 3: how the doctor does on incidents that were retold from public reports, one by one.
 * @param only parts of ids; empty for all.
 */
export async function gradeRetold(only: readonly string[] = []): Promise<Grade[]> {
  const incidents = (await retoldIncidents()).filter(({id}) => only.length === 0 || only.some(part => id.includes(part)))
  const grades: Grade[] = []
  for (const one of incidents) grades.push(await grade(one))
  return grades
}
