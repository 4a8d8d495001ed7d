import { useNavigate } from '@tanstack/react-router';

/** Leads to a sequence, or back to all of them. */
export function useToSequence() {
  const navigate = useNavigate();
  return (id?: string) => void navigate({ to: '/crm/leads/sequences', search: id ? { sequence: id } : {} } as never);
}
