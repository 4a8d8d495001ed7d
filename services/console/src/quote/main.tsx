// The client's page of a quote: an application of its own, without log-in, frame and router.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../theme/tokens.css';
import '../theme/base.css';
import { keyOf } from './data.ts';
import { QuotePage } from './QuotePage.tsx';

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QuotePage address={keyOf(location.pathname)} />
    </StrictMode>,
  );
