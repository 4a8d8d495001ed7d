/* What opens behind figures, with links to the records of any domain: `ui` knows none of them. One file, as one seldom comes without the other. */
import { Explain as Postings } from '../ui/Explain.tsx';
import { RecordLink } from './pages.tsx';

export { ShareExplained } from '../ui/ShareExplained.tsx';

export const Explain = ({ id }: { readonly id: string }) => <Postings id={id} record={RecordLink} />;
