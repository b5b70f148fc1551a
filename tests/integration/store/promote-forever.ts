// Adds versions and makes each the live one until it is killed, and says what was acknowledged: one id a line.
import { openGenomes } from '../../../lib/store/genomes/open-genomes.ts'

const [root = ''] = process.argv.slice(2)
const genomes = openGenomes(root)
process.stdout.write('ready\n')
for (let number = 0; ; number++) {
  const genome = await genomes.add({
    organism: 'ant', files: { 'organism.js': `// ${number}\n`.repeat(1 + (number % 500)), 'lib/part.js': `${number}` }, parents: [], origin: 'seed', reason: `number ${number}`, author: 'test',
  })
  process.stdout.write(`added ${genome.id}\n`)
  await genomes.setCurrent(genome.id)
  process.stdout.write(`current ${genome.id}\n`)
}
