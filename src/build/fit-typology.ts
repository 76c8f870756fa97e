// `npm run fit-typology -- --date 2026-01-31 [--version 1] [--seed 1] [--per-type 1000]`: fits the model of the typology on made-up
// groups and writes its coefficients. The date is told, so that the same call writes the same file.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fit } from '../analysis/typology/fit.ts'

const { values } = parseArgs({
  options: {
    date: { type: 'string' },
    version: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    'per-type': { type: 'string', default: '1000' }
  }
})
const { date } = values
if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  console.error('usage: npm run fit-typology -- --date YYYY-MM-DD [--version N] [--seed N] [--per-type N]')
  process.exit(2)
}
const fitted = fit({
  version: Number(values.version),
  date,
  seed: Number(values.seed),
  perType: Number(values['per-type'])
})
const file = join(import.meta.dirname, '..', 'analysis', 'typology', 'coefficients.json')
writeFileSync(file, `${JSON.stringify(fitted)}\n`)
console.log(`${file}: ${5 * fitted.perType} groups fitted, calibration error ${fitted.calibration.error}`)
