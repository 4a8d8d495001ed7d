import type { Permission } from '../api/client.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page is of no use without: to anybody else only that is said (Gate.tsx). Who may open the frame may open a page without it. */
    readonly permission?: Permission;
  }
}

/** `staticData: needs('billing:read')`, in a route. Within the page `useMay` says what of it may be done. */
export const needs = (permission: Permission) => ({ permission });
