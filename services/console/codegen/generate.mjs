// Writes src/api/schema.ts from openapi.json, the document of every service; with --check it only says whether it would change.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const document = new URL('../openapi.json', import.meta.url);
const target = new URL('../src/api/schema.ts', import.meta.url);
const types = await openapiTS(document, { alphabetize: false, emptyObjectsUnknown: true, defaultNonNullable: false });
const text = `// Generated from openapi.json by \`npm run api\`. Do not edit.\n${astToString(types)}`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('src/api/schema.ts is not what openapi.json says. Run `npm run api` and commit the result.\n');
  process.exit(1);
}
