/* A mail server for browser tests: takes every mail and keeps it. */
import { createServer, type Server } from 'node:net';

/** How it behaves: it takes mails, hangs up once it has one without a word, or refuses whom they are to. */
export type Mood = 'takes' | 'hangs up' | 'refuses';
export type Sink = { readonly port: number; readonly mails: string[]; readonly be: (mood: Mood) => void; readonly close: () => void };

export function startSink(): Promise<Sink> {
  const mails: string[] = [];
  let mood: Mood = 'takes';
  const server: Server = createServer((socket) => {
    let data: string | undefined;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (data !== undefined) {
        if (line !== '.') {
          data += `${line}\r\n`;
          return;
        }
        mails.push(data);
        data = undefined;
        if (mood === 'hangs up') socket.destroy();
        else say('250 taken');
      } else if (/^EHLO/i.test(line)) say('250 sink');
      else if (/^DATA/i.test(line)) {
        data = '';
        say('354 go on');
      } else if (mood === 'refuses' && /^RCPT/i.test(line)) say('550 no such person');
      else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
    say('220 sink');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0, mails, be: (next) => void (mood = next), close: () => void server.close() });
    });
  });
}
