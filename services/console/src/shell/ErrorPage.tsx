import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Component, type ReactNode } from 'react';
import { ProblemError } from '../api/problems.ts';
import { t } from '../i18n/index.ts';
import { Empty, Failure } from '../ui/Empty.tsx';
import { LightButton } from '../ui/light.tsx';
import { Page } from '../ui/Page.tsx';

/** A route that could not be shown; the frame around it stands. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof ProblemError && error.status === 404) return <NotFound />;
  return (
    <Page title={t('common.failed')}>
      <Failure error={error} onRetry={() => { reset(); void router.invalidate(); }} />
    </Page>
  );
}

export function NotFound() {
  const router = useRouter();
  return (
    <Page title={t('shell.notFound.title')}>
      <Empty
        kind="nothing"
        title={t('shell.notFound.what')}
        what={t('shell.notFound.why')}
        action={<LightButton onClick={() => router.history.back()}>{t('common.back')}</LightButton>}
      />
    </Page>
  );
}

/** Keeps an error in a part of the page from taking the rest along. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <Failure error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
