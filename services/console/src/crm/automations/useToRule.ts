import { useNavigate } from '@tanstack/react-router';

/** Leads to a rule, to a new one, or back to all of them. */
export function useToRule() {
  const navigate = useNavigate();
  return (rule?: string) => void navigate({ to: '/crm/settings', search: { tab: 'automations', ...(rule ? { rule } : {}) } } as never);
}
