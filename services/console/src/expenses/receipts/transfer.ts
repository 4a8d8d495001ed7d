/* Files of receipts: up with progress. The same file on the same line is the same receipt, so a repeat does no harm. */
import { ProblemError } from '../../api/problems.ts';
import type { Receipt } from '../claims/queries.ts';

export const accepted = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
export const mostBytes = 10 * 1024 * 1024;

export const receiptAddress = (claim: string, receipt: string) => `/api/expenses/v1/claims/${claim}/receipts/${receipt}`;

/** What is wrong with a file before it is sent. */
export const faultOf = (file: Pick<Blob, 'size' | 'type'>): 'type' | 'size' | undefined =>
  !accepted.includes(file.type) ? 'type' : file.size > mostBytes ? 'size' : undefined;

type Upload = { readonly claim: string; readonly line: string; readonly name: string; readonly file: Blob; readonly onProgress?: (part: number) => void };

/** `fetch` does not tell how much is sent, so the older way is taken. */
export function uploadReceipt({ claim, line, name, file, onProgress }: Upload): Promise<Receipt> {
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  const request = new XMLHttpRequest();
  request.open('POST', `/api/expenses/v1/claims/${claim}/lines/${line}/receipts?name=${encodeURIComponent(name)}`);
  request.setRequestHeader('X-Requested-With', 'gerinc');
  request.setRequestHeader('Content-Type', file.type);
  request.upload.addEventListener('progress', (event) => event.lengthComputable && onProgress?.(event.loaded / event.total));
  request.addEventListener('load', () => {
    if (request.status < 300) return resolve(JSON.parse(request.responseText) as Receipt);
    void ProblemError.from(new Response(request.responseText, { status: request.status, statusText: request.statusText })).then(reject);
  });
  request.addEventListener('error', () => reject(ProblemError.offline()));
  request.send(file);
  return promise;
}

async function call(address: string, method: 'DELETE'): Promise<Response> {
  const response = await fetch(address, { method, headers: { 'X-Requested-With': 'gerinc' } }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw await ProblemError.from(response);
  return response;
}
export const deleteReceipt = async (claim: string, receipt: string): Promise<void> => void (await call(receiptAddress(claim, receipt), 'DELETE'));
