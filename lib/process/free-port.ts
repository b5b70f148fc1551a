import { createServer } from 'node:net'

const mostTried = 500

/**
 * A TCP port on loopback that nobody listens on now. Somebody else may take it before it is used.
 * @param wished taken where it is free; 0: any
 */
export async function freePort(wished = 0): Promise<number> {
  return wished !== 0 && await isFree(wished) ? wished : listenOnce(0)
}

/** The first that is free from there on, so that what is given to stay lies below the ports that the system lends to anybody. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port < from + mostTried; port += 1) if (await isFree(port)) return port
  return listenOnce(0)
}

async function isFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return false
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('the system gave no port'))
      })
    })
  })
}
