/* The routes of this domain; each page is lazy. See src/crm/routes.ts for one that is complete. */

export const adminRoutes = [] as const;
