// Puts a .br and a .gz beside every text asset of dist, so that the gateway only has to pick one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';

const dist = new URL('../dist', import.meta.url).pathname;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && /\.(js|css|html|svg|json|txt)$/.test(file.name))
  .map((file) => join(file.parentPath, file.name));

await Promise.all(
  files.map(async (file) => {
    const content = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    const [brotli, gzipped] = await Promise.all([
      promisify(brotliCompress)(content, { params }),
      promisify(gzip)(content, { level: 9 }),
    ]);
    writeFileSync(`${file}.br`, brotli);
    writeFileSync(`${file}.gz`, gzipped);
  }),
);
process.stdout.write(`compressed ${files.length} files\n`);
