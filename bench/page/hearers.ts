/**
 * Pages in a process of their own, so that their work is not the server's; and as little of it as can be, since what is
 * measured is the way to them: they speak engine.io 4 and socket.io 5 by hand, and read no more of an event than its time.
 * Arguments: port, path, how many, events to wait for (each page). Says `joined`, then how long each event took, ms.
 */
const [port = '', path = '', count = '', events = ''] = process.argv.slice(2)
const times: number[] = []
let joined = 0
let done = 0

for (let page = 0; page < Number(count); page += 1) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}?EIO=4&transport=websocket`)
  let heard = 0
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const now = performance.timeOrigin + performance.now()
    if (data.startsWith('0')) socket.send('40')
    else if (data === '2') socket.send('3')
    else if (data.startsWith('40')) socket.send('420["join",{"after":0}]')
    else if (data.startsWith('430')) {
      if ((joined += 1) === Number(count)) process.stdout.write('joined\n')
    } else if (data.startsWith('42["events"')) {
      for (const [, at] of data.matchAll(/"at":([\d.]+)/g)) {
        times.push(now - Number(at))
        heard += 1
      }
      if (heard >= Number(events) && (done += 1) === Number(count)) {
        process.stdout.write(`${JSON.stringify(times.map((time) => Math.round(time * 100) / 100))}\n`, () => process.exit(0))
      }
    }
  }
}
