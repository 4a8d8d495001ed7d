/* A mail server for browser tests at which mails are read: an INBOX, and as much of IMAP as reading it takes. */
import { createServer, type Server, type Socket } from 'node:net';

export type Imap = { readonly port: number; readonly put: (raw: string) => void; readonly close: () => void };

type Message = { readonly uid: number; readonly at: Date; readonly raw: string };
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');
const stamp = (at: Date) =>
  `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;

function answer(messages: readonly Message[], command: string): string[] {
  if (/^LIST/i.test(command)) return ['* LIST () "/" "INBOX"'];
  if (/^(SELECT|EXAMINE)/i.test(command)) return [`* ${messages.length} EXISTS`, '* OK [UIDVALIDITY 1] valid', `* OK [UIDNEXT ${messages.length + 1}] next`];
  const from = /^UID SEARCH UID (\d+):/i.exec(command)?.[1];
  if (from) return [`* SEARCH${messages.filter((one) => one.uid >= Number(from)).map((one) => ` ${one.uid}`).join('')}`];
  const set = /^UID FETCH ([\d,]+)/i.exec(command)?.[1]?.split(',').map(Number);
  const asked = messages.filter((one) => set?.includes(one.uid));
  if (command.includes('BODY.PEEK[]')) return asked.map((one) => `* ${one.uid} FETCH (UID ${one.uid} BODY[] {${Buffer.byteLength(one.raw)}}\r\n${one.raw})`);
  return asked.map((one) => `* ${one.uid} FETCH (UID ${one.uid} INTERNALDATE "${stamp(one.at)}" RFC822.SIZE ${Buffer.byteLength(one.raw)})`);
}

export function startImap(): Promise<Imap> {
  const messages: Message[] = [];
  const speak = (socket: Socket) => {
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [tag = '', ...words] = line.split(' ');
        const said = answer(messages, words.join(' '));
        socket.write([...said, `${tag} OK done`, ''].join('\r\n'));
        if (/^LOGOUT/i.test(words[0] ?? '')) socket.end();
      }
    });
    socket.write('* OK hello\r\n');
  };
  const server: Server = createServer(speak);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        put: (raw) => void messages.push({ uid: messages.length + 1, at: new Date(), raw }),
        close: () => void server.close(),
      });
    });
  });
}
