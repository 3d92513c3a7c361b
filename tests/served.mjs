// The program as it is served, for the tests that ask it: served(PROGRAM, WORDS…) returns once it says where it is.
import { spawn } from 'node:child_process'

// Whatever a test waits for comes within this, however busy the machine is; a test that is stuck ends with a sentence.
export const patience = 180_000

// `address`; `said()`: all that it has logged; `end(signal)` returns once it is gone, its folder nobody's any more.
export async function served(program, words, environment = {}) {
  const server = spawn(program, ['serve', ...words], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...environment } })
  let said = ''
  const gone = new Promise((resolve) => server.on('close', resolve))
  const address = await new Promise((resolve, reject) => {
    server.stderr.on('data', (bytes) => {
      said += bytes
      // Only a whole line: what came may end in the middle of a number.
      const where = said.match(/^Candour serves .* at (https?:\S+)\n/m)
      if (where) resolve(where[1])
    })
    server.on('error', reject)
    gone.then((status) => reject(new Error(`the program ended with ${status}: ${said}`)))
  })
  const end = (signal = 'SIGTERM') => { server.kill(signal); return gone }
  return { address, said: () => said, end }
}

// What `wanted` returns, as soon as it is something.
export async function until(what, wanted) {
  for (const end = Date.now() + patience; ;) {
    const result = await wanted()
    if (result) return result
    if (Date.now() > end) throw new Error(`${what} did not come within ${patience / 60_000} minutes`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
