/* A message that no service of ours would write, put into NATS past all of them. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { base } from './harness.ts';

/** Where the suite keeps its data; `cargo run` keeps it in the project. */
const folder = process.env.GERINC_FOLDER ?? new URL('../../../.local', import.meta.url).pathname;

export async function publish(subject: string, message: object): Promise<void> {
  const running = JSON.parse(readFileSync(`${folder}/running.json`, 'utf8')) as { url: string; nats_url: string };
  if (running.url !== base) throw new Error(`${folder} belongs to the suite at ${running.url}: say in GERINC_FOLDER where that at ${base} keeps its data`);
  const nats = new URL(running.nats_url);
  const payload = JSON.stringify(message);
  const login = JSON.stringify({ verbose: false, pedantic: false, user: nats.username, pass: nats.password });
  await new Promise<void>((done, failed) => {
    const socket = connect(Number(nats.port), nats.hostname);
    let said = '';
    socket.on('error', failed);
    socket.on('data', (bytes) => {
      said += String(bytes);
      if (!/-ERR|PONG/.test(said)) return;
      socket.end();
      if (said.includes('-ERR')) failed(new Error(said));
      else done();
    });
    // It answers the question when it has taken what came before.
    socket.write(`CONNECT ${login}\r\nPUB ${subject} ${Buffer.byteLength(payload)}\r\n${payload}\r\nPING\r\n`);
  });
}
